import { type Address, fromHex, keccak256, toHex } from '@mvm/protocol'
import { slotWord } from './slotWord.ts'

/** Where CREATE2 puts a contract (EIP-1014). */
export function saltedAddress(creator: Address, salt: bigint, initCode: Uint8Array): Address {
  const digest = keccak256(
    Buffer.concat([
      Uint8Array.of(0xff),
      fromHex(creator),
      fromHex(slotWord(salt)),
      keccak256(initCode),
    ]),
  )
  return toHex(digest.subarray(12)) as Address
}
