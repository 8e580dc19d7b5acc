// Loaded before anything else (`--import`) by processes that make and throw away thousands of worlds.
import './lean-idb.mjs';
import { AbortController, AbortSignal, Request, Response } from './lean-platform.mjs';

Object.assign(globalThis, { AbortController, AbortSignal, Request, Response });
