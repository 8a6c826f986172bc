/** Which rule of a charter decides about a permission. */
export type PermissionRule =
  /** No entry concerns it. */
  | 'unrestricted'
  /** Allow-listed, and the signer is on the list. */
  | 'allowed'
  /** Allow-listed, and the signer is not on the list. */
  | 'not allowed'
  /** Denied to the signer. */
  | 'denied'
  /** STOP, JUMPDEST, RETURN and REVERT cannot be taken away. */
  | 'always on'
  /** The signer is the management contract, or submits to it. */
  | 'management contract'
