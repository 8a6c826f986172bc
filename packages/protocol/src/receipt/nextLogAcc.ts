import { fromHex } from '../bytes/fromHex.ts'
import type { Accumulator } from '../hash/Hash.ts'
import { hashWords } from '../hash/hashWords.ts'
import { keccak256Hex } from '../hash/keccak256Hex.ts'
import type { Log } from './Receipt.ts'

/** A transaction's log accumulator after one more log (spec 4.6). */
export function nextLogAcc(logAcc: Accumulator, { address, topics, data }: Log): Accumulator {
  const [topic0 = 0, topic1 = 0, topic2 = 0, topic3 = 0] = topics
  const dataHash = keccak256Hex(fromHex(data))
  return hashWords(logAcc, address, topics.length, topic0, topic1, topic2, topic3, dataHash)
}
