/** Why the server closes a WebSocket: codes for the private use of applications (RFC 6455). */
export const closeCodes = {
  /** The client does not read what it asked to be told. */
  slowReader: { code: 4005, reason: 'SLOW_READER' },
  /** The server stops. */
  goingAway: { code: 1001, reason: 'GOING_AWAY' },
} as const
