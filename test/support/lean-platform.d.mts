/** Of each of them only what a world in one process uses. */
export declare const AbortController: typeof globalThis.AbortController;
export declare const AbortSignal: typeof globalThis.AbortSignal;
export declare const Request: typeof globalThis.Request;
export declare const Response: typeof globalThis.Response;
