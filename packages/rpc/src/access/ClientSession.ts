/** What a client has shown of itself: with each HTTP request anew, on a WebSocket for as long as it is open. */
export interface ClientSession {
  /** The bearer token of {@link SignIn}. */
  token: string | null
}
