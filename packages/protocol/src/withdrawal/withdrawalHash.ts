import { toWord } from '../bytes/toWord.ts'
import { asHash } from '../hash/Hash.ts'
import { keccak256Hex } from '../hash/keccak256Hex.ts'
import type { WithdrawalHash, WithdrawalMessage } from './WithdrawalMessage.ts'

/** Words before the data: seven in the head, then its length. */
const HEAD_BYTES = 7 * 32

/** keccak256(abi.encode(chainID, nonce, sender, target, value, gasLimit, data)), as both sides compute it. */
export function withdrawalHash(chainId: number, message: WithdrawalMessage): WithdrawalHash {
  const { nonce, sender, target, value, gasLimit, data } = message
  const paddedLength = Math.ceil(data.length / 32) * 32
  const encoded = new Uint8Array(HEAD_BYTES + 32 + paddedLength)
  const words = [BigInt(chainId), nonce, BigInt(sender), BigInt(target), value, gasLimit]
  for (const [place, word] of [...words, BigInt(HEAD_BYTES), BigInt(data.length)].entries()) {
    encoded.set(toWord(word), place * 32)
  }
  encoded.set(data, HEAD_BYTES + 32)
  return asHash<WithdrawalHash>(keccak256Hex(encoded))
}
