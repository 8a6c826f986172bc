/** A word that two threads share; not 0 means cancelled. A message would wait behind the work itself. */
export type CancelFlag = Int32Array<SharedArrayBuffer>

/** Has another thread work, which sees by the flag that the signal has aborted. */
export async function withCancelFlag<T>(
  signal: AbortSignal,
  work: (flag: CancelFlag) => Promise<T>,
): Promise<T> {
  const flag = new Int32Array(new SharedArrayBuffer(4))
  const cancel = () => {
    Atomics.store(flag, 0, 1)
  }
  if (signal.aborted) cancel()
  signal.addEventListener('abort', cancel)
  try {
    return await work(flag)
  } finally {
    signal.removeEventListener('abort', cancel)
  }
}
