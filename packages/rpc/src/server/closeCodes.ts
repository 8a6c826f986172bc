/** Why the server closes a WebSocket: codes for the private use of applications (RFC 6455). */
export const closeCodes = {
  /** The client does not read what it asked to be told. */
  slowReader: { code: 4005, reason: 'SLOW_READER' },
  /** The client has subscriptions and may no longer read the DAC: its session is over, or the charter changed. */
  signedOut: { code: 4001, reason: 'AUTH_REQUIRED' },
  /** All clients together have sent more than this process may hold; RFC 6455's registry: try again later. */
  busy: { code: 1013, reason: 'BUSY' },
  /** The server stops. */
  goingAway: { code: 1001, reason: 'GOING_AWAY' },
} as const
