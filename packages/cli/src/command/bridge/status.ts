import { readStateBatchStanding, readWithdrawal } from '@mvm/l1'
import { formatMt } from '@mvm/protocol'
import { messageArguments, messageOptions } from '../../bridge/messageArguments.ts'
import { openWithdrawal } from '../../bridge/openWithdrawal.ts'
import { readStateBatchIndex } from '../../bridge/readStateBatchIndex.ts'
import { formatFields } from '../../output/formatFields.ts'
import { defineCommand } from '../../program/defineCommand.ts'

/** `mvm bridge status`: how far a withdrawal has come. */
export const status = defineCommand({
  noun: 'bridge',
  verb: 'status',
  summary: 'Shows how far a withdrawal has come, and what it waits for',
  examples: [
    'bridge status 0x5c504ed432cb51138bcf09aa5e8a410dd4a1e204ef84bfed1be16dfba1b22060 --dac demo',
    'bridge status 0x5c504ed432cb51138bcf09aa5e8a410dd4a1e204ef84bfed1be16dfba1b22060 --dac demo --json',
    'bridge status 0x5c504ed432cb51138bcf09aa5e8a410dd4a1e204ef84bfed1be16dfba1b22060 --message 1',
  ],
  notes: ['begun → asserted → proven → payable → finalized; deleted: prove it again.'],
  arguments: messageArguments,
  options: messageOptions,
  async handle(context, { arguments: { transaction }, options }) {
    const { l1, node, dac, message, hash, blockNumber } = await openWithdrawal(
      context,
      transaction,
      options.message,
    )
    const { chainId, slug } = dac
    const [known, assertedIn] = await Promise.all([
      readWithdrawal(l1, hash),
      readStateBatchIndex(node, blockNumber, context.signal),
    ])
    const stateBatchIndex = known?.stateBatchIndex ?? assertedIn
    const standing =
      stateBatchIndex === null ? null : await readStateBatchStanding(l1, chainId, stateBatchIndex)
    const stage = stageOf()
    return {
      data: {
        ...{ withdrawalHash: hash, stage, blockNumber, stateBatchIndex },
        ...{ target: message.target, amount: message.value.toString() },
        windowEnd: standing?.windowEnd ?? null,
      },
      text: formatFields([
        ['withdrawal', hash],
        ['amount', `${formatMt(message.value)} MT to ${message.target}`],
        ['stage', stage],
        ['block', blockNumber],
        ['state batch', stateBatchIndex ?? undefined],
        [
          'window ends',
          standing === null ? undefined : new Date(standing.windowEnd * 1000).toISOString(),
        ],
      ]),
      next: nextOf(stage).map((verb) => `mvm bridge ${verb} ${transaction} --dac ${slug}`),
    }

    function stageOf() {
      if (known === null) return assertedIn === null ? 'begun' : 'asserted'
      if (known.status === 'finalized') return 'finalized'
      if (known.isFinalizable) return 'payable'
      return standing?.isLive === false ? 'deleted' : 'proven'
    }
  },
})

function nextOf(stage: string): readonly string[] {
  if (stage === 'finalized') return []
  return stage === 'proven' || stage === 'payable' ? ['finalize'] : ['prove']
}
