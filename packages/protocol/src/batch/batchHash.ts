import type { BatchHash } from '../hash/Hash.ts'
import { hashWords } from '../hash/hashWords.ts'
import { type BatchHashPreimage, batchHashWords } from './batchHashWords.ts'

/** A batch's hash, the input commitment of its blocks (spec 3). */
export function batchHash(batch: BatchHashPreimage): BatchHash {
  return hashWords(...batchHashWords(batch))
}
