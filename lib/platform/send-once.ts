/**
 * Chromium keeps the first 64 KiB of a streamed body to send them again, in steps of at most 16 KiB, and gives up
 * only once it has read more (`ChunkedDataPipeUploadDataStream`). A shorter body was never sent twice either, but a
 * connection that dropped took the browser's whole network service down in one of ten cases (measured).
 */
const NEVER_KEPT_BYTES = 5 * 16 * 1024;

/**
 * Sends a POST so that the browser cannot repeat it by itself (reliability §0, fact 13). Over HTTP/1.1 as it is:
 * its connection is new (see `single-shot`). Over anything later JSON text goes as a stream, filled up with
 * spaces, which JSON allows at its end. Other bodies (a form cannot be filled up) go as they are.
 *
 * `protocol` undefined = not known: then the stream goes first. Over HTTP/1.1 that fails before anything is sent, and
 * the proof is that nobody began to read the body; only then it is sent the other way. Rejects as `fetch` does.
 */
export async function sendOnce(
  send: typeof fetch,
  url: string,
  init: RequestInit,
  protocol: string | undefined,
): Promise<Response> {
  const { body, signal } = init;
  if (typeof body !== 'string' || protocol?.startsWith('http/') === true) return send(url, init);
  let read = false;
  const stream = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        read = true;
        controller.enqueue(new TextEncoder().encode(body.padEnd(NEVER_KEPT_BYTES)));
        controller.close();
      },
    },
    // Nothing is read ahead: `read` says that the network asked for it.
    { highWaterMark: 0 },
  );
  // The DOM's types do not know `duplex` yet; without it a stream is refused.
  const streamed: RequestInit & { duplex: 'half' } = { ...init, body: stream, duplex: 'half' };
  try {
    return await send(url, streamed);
  } catch (error) {
    if (read || protocol !== undefined || signal?.aborted === true) throw error;
    return send(url, init);
  }
}
