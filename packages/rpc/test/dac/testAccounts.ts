import { type Address, addressOfPrivateKey, asAddress, type Hex } from '@mvm/protocol'

const key = (digit: number): Hex => `0x${digit.toString(16).padStart(64, '0')}`

export const alice: { readonly key: Hex; readonly address: Address } = {
  key: key(0xa11ce),
  address: addressOfPrivateKey(key(0xa11ce)),
}

export const bob: { readonly key: Hex; readonly address: Address } = {
  key: key(0xb0b),
  address: addressOfPrivateKey(key(0xb0b)),
}

const scripted = (last: string) => asAddress(`0x${'5c'.repeat(19)}${last}`)

/** Accounts of the test DAC whose behaviour is written down in TestState and TestChain, not in bytecode. */
export const scriptedAccounts = {
  /** Emits a log: the first 32 bytes of the calldata are its topic, the rest its data. */
  logger: scripted('01'),
  /** Returns the calldata. */
  echo: scripted('02'),
  /** Reverts with the calldata. */
  reverts: scripted('03'),
  /** Runs out of gas. */
  halts: scripted('04'),
  /** The charter denies SSTORE at depth 0. */
  denied: scripted('05'),
  /** As `reverts`, after the charter denied SSTORE to a frame within. */
  deniedWithin: scripted('06'),
  /** Never answers before it is aborted. */
  hangs: scripted('07'),
  /** The port fails in a way that nobody planned. */
  crashes: scripted('08'),
  /** Its state is pruned. */
  pruned: scripted('09'),
} as const
