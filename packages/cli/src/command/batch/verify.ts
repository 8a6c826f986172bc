import type { StateBatchAppended } from '@mvm/l1'
import type { BlockHash, OutputRoot, TransactionBatch } from '@mvm/protocol'
import { InvalidArgumentError } from 'commander'
import { readWhole } from '../../argument/readWhole.ts'
import { dacUrl } from '../../dac/dacUrl.ts'
import { resolveDac } from '../../dac/resolveDac.ts'
import { NodeRpcError } from '../../error/NodeRpcError.ts'
import { NodeUnreachableError } from '../../error/NodeUnreachableError.ts'
import { PreconditionError } from '../../error/PreconditionError.ts'
import { VerificationMismatchError } from '../../error/VerificationMismatchError.ts'
import { connectL1 } from '../../l1/connectL1.ts'
import { readChainEvents } from '../../l1/readChainEvents.ts'
import { readOrigins } from '../../l1/readOrigins.ts'
import { NodeClient } from '../../node/NodeClient.ts'
import { formatFields } from '../../output/formatFields.ts'
import type { CommandContext } from '../../program/CommandContext.ts'
import { dacOption } from '../../program/dacOption.ts'
import { defineCommand } from '../../program/defineCommand.ts'
import { option } from '../../program/option.ts'
import { compareNode, type NodeComparison } from '../../verification/compareNode.ts'
import { compareStateBatches } from '../../verification/compareStateBatches.ts'
import { standingStateBatches } from '../../verification/standingStateBatches.ts'

/** `mvm batch verify`: own execution from genesis over L1's data, against what L1 and the node claim. */
export const verify = defineCommand({
  noun: 'batch',
  verb: 'verify',
  summary: 'Executes a DAC from its genesis over L1 data and checks what others claim of it',
  examples: [
    'batch verify all --dac demo',
    'batch verify 3 --dac demo --json',
    'batch verify all --dac demo --l1-only',
  ],
  notes: [
    'Compares own output roots with those asserted on L1, and block hashes with those of the node.',
    'Ends with 8 if anything differs. The whole state is held in memory.',
  ],
  arguments: {
    batch: { name: '<batchIndex|all>', description: 'what is compared', parse: readBatch },
  },
  options: {
    dac: dacOption,
    l1Only: option.flag('--l1-only', 'do not ask a node'),
  },
  async handle(context, { arguments: { batch: wanted }, options: { l1Only } }) {
    const { progress, signal } = context
    const l1 = await connectL1(context)
    const dac = await resolveDac(context, l1)
    const { chainId, slug } = dac
    progress.step(`reading "${slug}" from L1`)
    const history = await readChainEvents(l1, chainId, dac.createdAtBlock)
    const range = blocksOf(history.batches, wanted, slug)
    const standing = standingStateBatches(history.stateBatches, history.deletions)
    const asserted = standing.filter(
      (state) => overlaps(state, range) && isExecutable(state, history.batches),
    )
    const batches = batchesThrough(
      history.batches,
      Math.max(range.last, ...asserted.map(lastBlockOf)),
    )
    const origins = await readOrigins(l1, batches)

    const blockCount = batches.reduce((sum, batch) => sum + batch.blockCount, 0)
    progress.step(`executing ${blockCount} blocks of ${batches.length} batches from genesis`)
    const outputRoots = new Map<number, OutputRoot>()
    const hashes = new Map<number, BlockHash>()
    let transactionCount = 0
    // Loaded here: no other command needs an EVM.
    const { replayChain } = await import('../../verification/replayChain.ts')
    const sources = { chainId, batches, queueElements: history.queueElements, origins }
    for await (const { header, hash, outputRoot, transactionCount: count } of replayChain(
      sources,
    )) {
      signal.throwIfAborted()
      const { number } = header
      outputRoots.set(number, outputRoot)
      if (range.first <= number && number <= range.last) {
        hashes.set(number, hash)
        transactionCount += count
      }
      progress.update(`executing block ${number} of ${blockCount}`)
    }

    progress.step(`comparing ${asserted.length} state batches`)
    const mismatches = [...compareStateBatches(asserted, outputRoots)]
    const compared = l1Only ? null : await compareWithNode(context, slug, hashes)
    mismatches.push(...(compared?.mismatches ?? []))
    if (mismatches.length > 0) throw new VerificationMismatchError({ chainId, mismatches })

    const assertedThrough = Math.min(range.last, Math.max(-1, ...asserted.map(lastBlockOf)))
    const data = {
      ...{ chainId, slug, firstBlock: range.first, lastBlock: range.last, transactionCount },
      executedBlocks: blockCount,
      batchCount: wanted === 'all' ? batches.length : 1,
      lastBlockHash: hashes.get(range.last) ?? null,
      lastOutputRoot: outputRoots.get(range.last) ?? null,
      stateBatchCount: asserted.length,
      assertedThrough: assertedThrough < 0 ? null : assertedThrough,
      nodeBlocksCompared: compared?.comparedCount ?? null,
      l1Head: { number: history.head.number, hash: history.head.hash },
    }
    return {
      data,
      text: formatFields([
        [
          'verified',
          `blocks ${range.first} to ${range.last} of "${slug}", from L1 block ${history.head.number}`,
        ],
        ['transactions', transactionCount],
        ['last block', data.lastBlockHash ?? undefined],
        ['output root', data.lastOutputRoot ?? undefined],
        [
          'asserted on L1',
          `${asserted.length} state batches, through block ${data.assertedThrough ?? 'none'}`,
        ],
        [
          'at the node',
          compared === null ? 'not compared' : `${compared.comparedCount} block hashes agree`,
        ],
      ]),
    }
  },
})

function readBatch(text: string): number | 'all' {
  if (text === 'all') return text
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('It is all, or the number of a batch.')
  return readWhole(text)
}

interface BlockSpan {
  readonly first: number
  readonly last: number
}

function blocksOf(
  batches: readonly TransactionBatch[],
  wanted: number | 'all',
  slug: string,
): BlockSpan {
  if (wanted === 'all') {
    const last = batches.at(-1)
    return { first: 0, last: last === undefined ? 0 : last.firstBlock + last.blockCount - 1 }
  }
  const batch = batches[wanted]
  if (batch !== undefined) {
    return { first: batch.firstBlock, last: batch.firstBlock + batch.blockCount - 1 }
  }
  throw new PreconditionError({
    code: 'BATCH_UNKNOWN',
    problem: `"${slug}" has ${batches.length} batches on L1, and none with index ${wanted}`,
    remedy: `Run: mvm batch list --dac ${slug}`,
  })
}

function lastBlockOf({ firstBlock, rootCount }: StateBatchAppended): number {
  return firstBlock + rootCount - 1
}

function overlaps(state: StateBatchAppended, { first, last }: BlockSpan): boolean {
  return state.firstBlock <= last && lastBlockOf(state) >= first
}

/** Whether L1 has all its blocks. The contract sees to that; a reorganisation between two answers could not. */
function isExecutable(state: StateBatchAppended, batches: readonly TransactionBatch[]): boolean {
  const last = batches.at(-1)
  return lastBlockOf(state) < (last === undefined ? 1 : last.firstBlock + last.blockCount)
}

function batchesThrough(
  batches: readonly TransactionBatch[],
  blockNumber: number,
): readonly TransactionBatch[] {
  return batches.filter(({ firstBlock }) => firstBlock <= blockNumber)
}

/** `null`, with a warning, when no node serves the DAC. */
async function compareWithNode(
  context: CommandContext,
  slug: string,
  hashes: ReadonlyMap<number, BlockHash>,
): Promise<NodeComparison | null> {
  const node = new NodeClient(dacUrl(context.settings.rpcUrl?.value ?? '', slug))
  context.progress.step(`comparing ${hashes.size} blocks with ${node.url}`)
  try {
    return await compareNode(node, hashes, context.signal)
  } catch (error) {
    if (!(error instanceof NodeUnreachableError || error instanceof NodeRpcError)) throw error
    context.warn(`no node was compared: ${error.message}`)
    return null
  }
}
