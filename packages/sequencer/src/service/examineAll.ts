import { setImmediate as nextTurn } from 'node:timers/promises'
import { InvalidTransactionError } from '@mvm/protocol'
import type { AdmissionPort, ExaminedTransaction } from '../port/AdmissionPort.ts'

/** Examinations under way at once; after them everything else has its turn. */
const CHUNK = 128

/** Examines many transactions, in order, and leaves out what is no transaction of this chain: others hand over anything. */
export async function examineAll(
  admission: AdmissionPort,
  raws: readonly Uint8Array[],
): Promise<readonly ExaminedTransaction[]> {
  const examined: ExaminedTransaction[] = []
  for (let start = 0; start < raws.length; start += CHUNK) {
    if (start > 0) await nextTurn()
    const chunk = raws.slice(start, start + CHUNK)
    const found = await Promise.all(chunk.map((raw) => examineOrNone(admission, raw)))
    for (const one of found) if (one !== undefined) examined.push(one)
  }
  return examined
}

async function examineOrNone(
  admission: AdmissionPort,
  raw: Uint8Array,
): Promise<ExaminedTransaction | undefined> {
  try {
    return await admission.examine(raw)
  } catch (error) {
    if (error instanceof InvalidTransactionError) return undefined
    throw error
  }
}
