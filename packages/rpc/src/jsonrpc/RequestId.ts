/** What a client tells its answers apart by. */
export type RequestId = string | number | null

/** Whether a client may tell its answers apart by it. */
export function isRequestId(id: unknown): id is RequestId {
  // 1e999 is JSON, but no number that could be said back.
  return typeof id === 'string' || Number.isFinite(id) || id === null
}
