import type { BlockHash, OutputRoot } from '@mvm/protocol'
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
import { formatFields } from '../../output/formatFields.ts'
import type { CommandContext } from '../../program/CommandContext.ts'
import { dacOption } from '../../program/dacOption.ts'
import { defineCommand } from '../../program/defineCommand.ts'
import { option } from '../../program/option.ts'
import { openNode } from '../../session/openNode.ts'
import { compareNode, type NodeComparison } from '../../verification/compareNode.ts'
import { compareStateBatches } from '../../verification/compareStateBatches.ts'
import { selectBlocks } from '../../verification/selectBlocks.ts'
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
    const { chainId, slug, createdAtBlock } = await resolveDac(context, l1)
    progress.step(`reading "${slug}" from L1`)
    const history = await readChainEvents(l1, chainId, createdAtBlock)
    const standing = standingStateBatches(history.stateBatches, history.deletions)
    const selection = selectBlocks(wanted, history.batches, standing)
    if (selection === undefined) {
      throw new PreconditionError({
        code: 'BATCH_UNKNOWN',
        problem: `"${slug}" has ${history.batches.length} batches on L1, and none with index ${wanted}`,
        remedy: `Run: mvm batch list --dac ${slug}`,
      })
    }
    const { span, stateBatches, batches } = selection
    const origins = await readOrigins(l1, batches)

    const blockCount = batches.reduce((sum, batch) => sum + batch.blockCount, 0)
    progress.step(`executing ${blockCount} blocks of ${batches.length} batches from genesis`)
    const outputRoots = new Map<number, OutputRoot>()
    const hashes = new Map<number, BlockHash>()
    let transactionCount = 0
    // Loaded here: no other command needs an EVM.
    const { replayChain } = await import('../../verification/replayChain.ts')
    const { queueElements } = history
    for await (const block of replayChain({ chainId, batches, queueElements, origins })) {
      signal.throwIfAborted()
      const { number } = block.header
      outputRoots.set(number, block.outputRoot)
      if (span.first <= number && number <= span.last) {
        hashes.set(number, block.hash)
        transactionCount += block.transactionCount
      }
      progress.update(`executing block ${number} of ${blockCount}`)
    }

    progress.step(`comparing ${stateBatches.length} state batches`)
    const compared = l1Only ? null : await compareWithNode(context, slug, hashes)
    const mismatches = [
      ...compareStateBatches(stateBatches, outputRoots),
      ...(compared?.mismatches ?? []),
    ]
    if (mismatches.length > 0) throw new VerificationMismatchError({ chainId, mismatches })

    const last = stateBatches.at(-1)
    const assertedThrough =
      last === undefined ? null : Math.min(span.last, last.firstBlock + last.rootCount - 1)
    const lastBlockHash = hashes.get(span.last) ?? null
    const lastOutputRoot = outputRoots.get(span.last) ?? null
    const { number: l1Head } = history.head
    return {
      data: {
        ...{ chainId, slug, firstBlock: span.first, lastBlock: span.last, transactionCount },
        ...{ executedBlockCount: blockCount, batchCount: wanted === 'all' ? batches.length : 1 },
        ...{ lastBlockHash, lastOutputRoot, assertedThrough },
        stateBatchCount: stateBatches.length,
        nodeBlockCount: compared?.comparedCount ?? null,
        l1Head,
      },
      text: formatFields([
        ['verified', `blocks ${span.first} to ${span.last} of "${slug}", as of L1 block ${l1Head}`],
        ['transactions', transactionCount],
        ['last block', lastBlockHash ?? undefined],
        ['output root', lastOutputRoot ?? undefined],
        [
          'asserted on L1',
          assertedThrough === null
            ? 'nothing yet'
            : `through block ${assertedThrough}, state batches: ${stateBatches.length}`,
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

/** `null`, with a warning, when no node serves the DAC. */
async function compareWithNode(
  context: CommandContext,
  slug: string,
  hashes: ReadonlyMap<number, BlockHash>,
): Promise<NodeComparison | null> {
  const node = openNode(context, dacUrl(context.settings.rpcUrl?.value ?? '', slug))
  context.progress.step(`comparing ${hashes.size} blocks with ${node.url}`)
  try {
    return await compareNode(node, hashes, context.signal)
  } catch (error) {
    if (!(error instanceof NodeUnreachableError || error instanceof NodeRpcError)) throw error
    context.warn(`no node was compared: ${error.message}`)
    return null
  }
}
