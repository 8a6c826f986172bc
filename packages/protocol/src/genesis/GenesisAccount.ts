/** An account of the genesis state. Its storage is empty: each contract is made to begin with zeros. */
export interface GenesisAccount {
  readonly nonce: bigint
  readonly balance: bigint
  readonly code: Uint8Array
}
