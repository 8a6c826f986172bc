/** What a client tells its answers apart by. */
export type RequestId = string | number | null
