import {
  asAddress,
  fromHex,
  type Hex,
  signAuthorization,
  type UnsignedTransaction,
} from '@mvm/protocol'

export const KEY: Hex = '0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80'
export const CHAIN_ID = 4503599627370475
export const TO = asAddress(`0x${'11'.repeat(20)}`)

export const base = {
  chainId: CHAIN_ID,
  nonce: 7n,
  gasLimit: 100_000n,
  to: TO,
  value: 5n,
  data: fromHex('0x010203'),
}

const authorization = signAuthorization({ chainId: 1n, address: TO, nonce: 0n }, KEY)

/** One of each type. */
export const unsigned: UnsignedTransaction[] = [
  { ...base, type: 0, gasPrice: 3n },
  { ...base, type: 1, gasPrice: 3n, accessList: [] },
  { ...base, type: 2, maxFeePerGas: 9n, maxPriorityFeePerGas: 1n, accessList: [] },
  {
    ...base,
    type: 4,
    maxFeePerGas: 9n,
    maxPriorityFeePerGas: 1n,
    accessList: [{ address: TO, storageKeys: [`0x${'22'.repeat(32)}`] }],
    authorizationList: [authorization],
  },
]
