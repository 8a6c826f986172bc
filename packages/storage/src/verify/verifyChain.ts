import { type BlockHash, hashBlockHeader, MvmError } from '@mvm/protocol'
import type { BlockReference } from '../block/BlockReference.ts'
import type { ChainReader } from '../block/ChainReader.ts'
import { TimeSlice } from '../unit/TimeSlice.ts'

/** Something in a storage unit that is not as it must be. */
export interface StorageProblem {
  readonly blockNumber: number
  /** A clause, e.g. `its parent is not block 16`. */
  readonly problem: string
}

export interface VerifyReport {
  /** Blocks walked, genesis included. */
  readonly blockCount: number
  readonly transactionCount: number
  readonly logCount: number
  /** Empty when all is well; at most `maxProblems`. */
  readonly problems: readonly StorageProblem[]
}

export interface VerifyOptions {
  /** Stops the walk at this block instead of genesis, or of the first block that is kept. @default 0 */
  readonly downTo?: number
  /** Gives up after so many problems. @default 100 */
  readonly maxProblems?: number
  readonly onProgress?: (blockNumber: number) => void
  readonly signal?: AbortSignal
}

/**
 * Walks from the head to genesis and checks of every block its hash, the link to its parent, that block input
 * and receipts are there and fit, and that the indices point to it. Nothing may be above the head. Does not
 * execute anything. Starts again when the chain is rolled back meanwhile.
 */
export async function verifyChain(
  reader: ChainReader,
  options: VerifyOptions,
): Promise<VerifyReport> {
  for (;;) {
    const { rollBackCount } = reader.headsState()
    const report = await walk(reader, options)
    if (report.problems.length === 0) return report
    if (reader.headsState().rollBackCount === rollBackCount) return report
  }
}

async function walk(
  reader: ChainReader,
  { downTo = 0, maxProblems = 100, onProgress, signal }: VerifyOptions,
): Promise<VerifyReport> {
  const slice = new TimeSlice(signal)
  const problems: StorageProblem[] = []
  const counts = { blockCount: 0, transactionCount: 0, logCount: 0 }
  const heads = reader.heads()
  const above = heads.unsafe.number + 1
  if (reader.canonical(above) !== undefined && reader.heads().unsafe.number < above) {
    problems.push({ blockNumber: above, problem: 'it is canonical, but above the head' })
  }
  let expected: BlockHash | undefined = heads.unsafe.hash
  const last = Math.max(downTo, reader.earliestBlock())
  for (let number = heads.unsafe.number; number >= last; number--) {
    const report = (problem: string) => void problems.push({ blockNumber: number, problem })
    try {
      expected = verifyBlock(reader, number, expected, counts, report)
    } catch (error) {
      if (!(error instanceof MvmError)) throw error
      report(error.message)
      expected = undefined
    }
    for (const head of ['safe', 'finalized'] as const) {
      if (heads[head].number === number && !reader.isCanonical(heads[head])) {
        report(`it is not the ${head} head ${heads[head].hash}`)
      }
    }
    if (problems.length >= maxProblems) break
    onProgress?.(number)
    await slice.pass()
  }
  return { ...counts, problems: problems.slice(0, maxProblems) }
}

interface Counts {
  blockCount: number
  transactionCount: number
  logCount: number
}

/** Returns the parent's hash, if it is known. */
function verifyBlock(
  reader: ChainReader,
  number: number,
  expected: BlockHash | undefined,
  counts: Counts,
  report: (problem: string) => void,
): BlockHash | undefined {
  const hash = reader.canonical(number)?.hash
  if (hash === undefined) {
    report('it is not in the canonical index')
    return undefined
  }
  if (expected !== undefined && hash !== expected) {
    report(`the canonical index names ${hash}, the block above it ${expected}`)
  }
  counts.blockCount++
  const reference: BlockReference = { number, hash }
  const block = reader.blockAt(reference)
  const receipts = reader.receiptsAt(reference)
  if (block === undefined || receipts === undefined) {
    report(`${block === undefined ? 'the header or body' : 'the receipts'} of ${hash} are missing`)
    return undefined
  }
  const { header } = block
  if (header.number !== number) report(`its header says block ${header.number}`)
  if (hashBlockHeader(header) !== hash) report(`its header hashes to ${hashBlockHeader(header)}`)
  if (reader.referenceOf(hash)?.number !== number) report('its hash does not lead to it')
  if (block.transactions.length !== receipts.count) {
    report(`${block.transactions.length} transactions have ${receipts.count} receipts`)
  }
  for (const [index, receipt] of receipts.all().entries()) {
    const location = reader.location(receipt.transactionHash)
    if (location?.blockNumber !== number || location.index !== index) {
      report(`transaction ${receipt.transactionHash} is not found by its hash`)
    }
    counts.logCount += receipt.logs.length
  }
  counts.transactionCount += receipts.count
  return header.parentHash
}
