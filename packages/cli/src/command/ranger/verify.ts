import { readRangerTerms } from '@mvm/l1'
import { readSegment, type SegmentName } from '../../argument/readSegment.ts'
import { readSpan } from '../../argument/readSpan.ts'
import { readWhole } from '../../argument/readWhole.ts'
import { dacUrl } from '../../dac/dacUrl.ts'
import { resolveDac } from '../../dac/resolveDac.ts'
import { PreconditionError } from '../../error/PreconditionError.ts'
import { UsageError } from '../../error/UsageError.ts'
import { VerificationMismatchError } from '../../error/VerificationMismatchError.ts'
import { connectL1 } from '../../l1/connectL1.ts'
import { readChainEvents } from '../../l1/readChainEvents.ts'
import { readOrigins } from '../../l1/readOrigins.ts'
import { formatFields } from '../../output/formatFields.ts'
import { dacOption } from '../../program/dacOption.ts'
import { defineCommand } from '../../program/defineCommand.ts'
import { option } from '../../program/option.ts'
import { type AssertedSegment, assertedSegments } from '../../verification/assertedSegments.ts'
import type { BlockSpan } from '../../verification/BlockSpan.ts'
import { standingStateBatches } from '../../verification/standingStateBatches.ts'

/** `mvm ranger verify`: what a ranger does with a duty, once, for whoever asks. */
export const verify = defineCommand({
  noun: 'ranger',
  verb: 'verify',
  summary: 'Executes asserted blocks on a witnessed state and compares with L1',
  examples: [
    'ranger verify --dac demo --segment 5/0',
    'ranger verify --dac demo --blocks 12-40',
    'ranger verify --dac demo --batch 3 --json',
  ],
  notes: [
    'Transactions and claims are from L1; the state is from a node, which need not be trusted.',
    'Ends with 8 at the first wrong block. `mvm batch verify` needs no node, and starts at genesis.',
  ],
  arguments: {},
  options: {
    dac: dacOption,
    segment: option.optional('--segment <n/m>', 'segment m of state batch n', readSegment),
    blocks: option.optional('--blocks <a-b>', 'asserted blocks a to b', readSpan),
    batch: option.optional('--batch <n>', 'the blocks of transaction batch n', readWhole),
  },
  async handle(context, { options: { segment, blocks, batch } }) {
    if ([segment, blocks, batch].filter((one) => one !== undefined).length !== 1) {
      throw new UsageError({
        problem: 'it must be said once what is checked',
        remedy: 'Give one of --segment, --blocks and --batch.',
      })
    }
    const { progress, signal, settings } = context
    const l1 = await connectL1(context)
    const { client, contracts } = l1
    const { chainId, slug, createdAtBlock } = await resolveDac(context, l1)
    const { segmentLength } = await readRangerTerms(l1)
    progress.step(`reading "${slug}" from L1`)
    const history = await readChainEvents(l1, chainId, createdAtBlock)
    const { batches, queueElements } = history
    const standing = standingStateBatches(history.stateBatches, history.deletions)
    const all = assertedSegments(standing, segmentLength)
    const segments =
      segment === undefined ? cut(all, blocks ?? spanOf(batch ?? 0)) : only(all, segment)

    // Loaded here: few commands need an EVM.
    const { HttpWitnessPort } = await import('@mvm/ranger')
    const { checkSegments } = await import('../../verification/checkSegments.ts')
    const base = dacUrl(settings.rpcUrl?.value ?? '', slug)
    const witness = new HttpWitnessPort({
      url: base.slice(0, -slug.length - 1),
      slugOf: () => slug,
    })
    const first = segments[0]?.first ?? 0
    const last = segments.at(-1)?.last ?? 0
    progress.step(`executing blocks ${first} to ${last}`)
    const sources = {
      chainId,
      client,
      contracts,
      batches,
      queueElements,
      standing,
      witness,
      signal,
    }
    let checked = 0
    for await (const result of checkSegments(
      { ...sources, readOrigins: (wanted) => readOrigins(l1, wanted) },
      segments,
    )) {
      if (typeof result !== 'number') {
        throw new VerificationMismatchError({ chainId, mismatches: [result] })
      }
      checked += result
      progress.update(`${checked} of ${last - first + 1} blocks are right`)
    }
    return {
      data: {
        ...{ chainId, slug, firstBlock: first, lastBlock: last, blockCount: checked },
        segmentCount: segments.length,
        stateBatches: [...new Set(segments.map(({ stateBatch }) => stateBatch.stateBatchIndex))],
        l1Head: history.head.number,
      },
      text: formatFields([
        ['verified', `blocks ${first} to ${last} of "${slug}" are as L1 has them asserted`],
        ['witness from', base],
        ['as of L1 block', history.head.number],
      ]),
    }

    function spanOf(batchIndex: number): BlockSpan {
      const found = batches[batchIndex]
      if (found !== undefined) {
        return { first: found.firstBlock, last: found.firstBlock + found.blockCount - 1 }
      }
      throw new PreconditionError({
        code: 'BATCH_UNKNOWN',
        problem: `"${slug}" has ${batches.length} batches on L1, and none with index ${batchIndex}`,
        remedy: `Run: mvm batch list --dac ${slug}`,
      })
    }
  },
})

/** The one segment with that name. Throws {@link PreconditionError}. */
function only(
  all: readonly AssertedSegment[],
  { stateBatchIndex, segment }: SegmentName,
): readonly AssertedSegment[] {
  const found = all.filter(
    (one) => one.segment === segment && one.stateBatch.stateBatchIndex === stateBatchIndex,
  )
  if (found.length > 0) return found
  throw notAsserted(`no state batch ${stateBatchIndex} with a segment ${segment} stands on L1`)
}

/** The parts of segments that hold these blocks. Throws {@link PreconditionError} unless all are asserted. */
function cut(all: readonly AssertedSegment[], span: BlockSpan): readonly AssertedSegment[] {
  const asserted = all.at(-1)?.last ?? 0
  if (span.last > asserted) {
    throw notAsserted(`state is asserted on L1 through block ${asserted}, not ${span.last}`)
  }
  return all
    .filter(({ first, last }) => first <= span.last && last >= span.first)
    .map((segment) => ({
      ...segment,
      first: Math.max(segment.first, span.first),
      last: Math.min(segment.last, span.last),
    }))
}

function notAsserted(problem: string): PreconditionError {
  return new PreconditionError({
    code: 'BLOCKS_NOT_ASSERTED',
    problem,
    remedy: 'Wait for its state batch, or execute it from L1: mvm batch verify <batchIndex>',
  })
}
