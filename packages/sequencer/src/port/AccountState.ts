/** What the pool must know of an account to judge its transactions. */
export interface AccountState {
  readonly nonce: bigint
  /** Wei of MT. */
  readonly balance: bigint
}
