/** What the process ends with (spec 6.4): one number for each kind of outcome, so that scripts can tell them apart. */
export const exitCodes = {
  ok: 0,
  internal: 1,
  usage: 2,
  /** A configuration, a key or a charter file that cannot be used. */
  configuration: 3,
  /** A node or L1 is not reachable or answers nonsense. */
  rpc: 4,
  /** A transaction was refused or reverted. */
  rejected: 5,
  /** Funds, permission, a name that is taken, a port in use. */
  precondition: 6,
  timeout: 7,
  /** What L1 or a node claims differs from what own execution gives. */
  fraud: 8,
  unsafeState: 9,
  aborted: 10,
} as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]
