import { encodeProveWithdrawal, readStateBatchStanding, readWithdrawal } from '@mvm/l1'
import { formatMt } from '@mvm/protocol'
import { fetchWithdrawalProof } from '../../bridge/fetchWithdrawalProof.ts'
import { messageArguments, messageOptions } from '../../bridge/messageArguments.ts'
import { openWithdrawal } from '../../bridge/openWithdrawal.ts'
import { readStateBatchIndex } from '../../bridge/readStateBatchIndex.ts'
import { sendL1Calls } from '../../l1/sendL1Calls.ts'
import { formatFields } from '../../output/formatFields.ts'
import { defineCommand } from '../../program/defineCommand.ts'
import { poll } from '../../program/poll.ts'
import { sendingOptions } from '../../program/sendingOptions.ts'
import { timeoutOption } from '../../program/timeoutOption.ts'

/** `mvm bridge prove`: shows L1 that a withdrawal was begun. Run again, it proves only what has to be. */
export const prove = defineCommand({
  noun: 'bridge',
  verb: 'prove',
  summary: 'Proves a withdrawal on L1, once its state is asserted there',
  examples: [
    'bridge prove 0x5c504ed432cb51138bcf09aa5e8a410dd4a1e204ef84bfed1be16dfba1b22060 --dac demo',
    'bridge prove 0x5c504ed432cb51138bcf09aa5e8a410dd4a1e204ef84bfed1be16dfba1b22060 --dac demo --dry-run',
    'bridge prove 0x5c504ed432cb51138bcf09aa5e8a410dd4a1e204ef84bfed1be16dfba1b22060 --message 1',
  ],
  notes: ['Anybody may prove. It is proven again after a dispute deleted what it was proven by.'],
  arguments: messageArguments,
  options: { ...messageOptions, timeout: timeoutOption(120), ...sendingOptions },
  async handle(context, { arguments: { transaction }, options }) {
    const withdrawal = await openWithdrawal(context, transaction, options.message)
    const { l1, node, dac, message, hash, blockNumber } = withdrawal
    const { chainId, slug } = dac
    const next = [`mvm bridge finalize ${transaction} --dac ${slug}`]

    const known = await readWithdrawal(l1, hash)
    if (known !== null) {
      const { isLive } = await readStateBatchStanding(l1, chainId, known.stateBatchIndex)
      if (known.status === 'finalized' || isLive) {
        const { status, stateBatchIndex } = known
        return {
          data: { withdrawalHash: hash, status, stateBatchIndex, l1TransactionHash: null },
          text: `withdrawal ${hash} is ${status} already`,
          next: status === 'finalized' ? [] : next,
        }
      }
    }
    context.progress.step(`waiting until the state of block ${blockNumber} is asserted on L1`)
    const stateBatchIndex = await poll({
      what: `the state of block ${blockNumber} to be asserted`,
      intervalMs: 500,
      timeoutSeconds: options.timeout,
      look: async () => {
        const index = await readStateBatchIndex(node, blockNumber, context.signal)
        return index ?? undefined
      },
      reached: () => ({ withdrawalHash: hash, blockNumber }),
      remedy: `Run again later: mvm bridge prove ${transaction} --dac ${slug}`,
      signal: context.signal,
    })
    const proof = await fetchWithdrawalProof(withdrawal, stateBatchIndex)
    const outcome = await sendL1Calls(context, l1, options, {
      last: {
        call: {
          to: l1.contracts.l1StandardBridge,
          data: encodeProveWithdrawal(proof),
          value: 0n,
        },
        what: 'proving the withdrawal',
      },
      action: 'prove this withdrawal',
      facts: [
        ['DAC', `${slug} (chainID ${chainId})`],
        ['withdrawal', hash],
        ['to', message.target],
        ['amount', `${formatMt(message.value)} MT`],
      ],
    })
    if (outcome.shown) return outcome.shown
    const { transactionHash: l1TransactionHash } = outcome.receipt
    return {
      data: { withdrawalHash: hash, status: 'proven', stateBatchIndex, l1TransactionHash },
      text: formatFields([
        ['withdrawal', hash],
        ['proven by state batch', stateBatchIndex],
        ['L1 transaction', l1TransactionHash],
      ]),
      next,
    }
  },
})
