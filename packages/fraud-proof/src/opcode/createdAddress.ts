import { type Address, fromHex, keccak256, toHex } from '@mvm/protocol'
import { integerBytes } from '../account/integerBytes.ts'
import { rlpList, rlpString } from '../rlp/rlpString.ts'
import { encodeWords } from '../state/encodeWords.ts'

/** The address that CREATE gives. */
export function createdAddress(creator: Address, nonce: bigint): Address {
  const list = rlpList([rlpString(fromHex(creator)), rlpString(integerBytes(nonce))])
  return toHex(keccak256(list).subarray(12)) as Address
}

/** The address that CREATE2 gives (EIP-1014). */
export function createdAddress2(creator: Address, salt: bigint, codeHash: Uint8Array): Address {
  const preimage = Buffer.concat([
    Uint8Array.of(0xff),
    fromHex(creator),
    encodeWords([salt]),
    codeHash,
  ])
  return toHex(keccak256(preimage).subarray(12)) as Address
}
