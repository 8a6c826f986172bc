import { decodePayload, formatMt } from '@mvm/protocol'
import { readHash } from '../../argument/readHash.ts'
import { describeDeposit } from '../../batch/describeDeposit.ts'
import { describeInput } from '../../batch/describeInput.ts'
import { readBatchOf } from '../../batch/readBatchOf.ts'
import { connectL1 } from '../../l1/connectL1.ts'
import { formatFields } from '../../output/formatFields.ts'
import { defineCommand } from '../../program/defineCommand.ts'

/** `mvm batch decode`: what a batch says, from the calldata of the L1 transaction that appended it. */
export const decode = defineCommand({
  noun: 'batch',
  verb: 'decode',
  summary: 'Shows the blocks and transactions in the calldata of an L1 transaction',
  examples: [
    'batch decode 0x5c504ed432cb51138bcf09aa5e8a410dd4a1e204ef84bfed1be16dfba1b22060',
    'batch decode 0x5c504ed432cb51138bcf09aa5e8a410dd4a1e204ef84bfed1be16dfba1b22060 --json',
    "batch decode $(mvm batch list --dac demo --last 1 --json | jq -r '.data[0].l1TransactionHash')",
  ],
  notes: ['Asks L1 only. What is no transaction of the chain is shown, too: execution skips it.'],
  arguments: {
    hash: { name: '<l1TxHash>', description: 'of the L1 transaction', parse: readHash },
  },
  options: {},
  async handle(context, { arguments: { hash } }) {
    const { batch, queueElements } = await readBatchOf(await connectL1(context), hash)
    const { chainId, payload, feeScalar, ...fields } = batch
    const deposits = queueElements.map(describeDeposit)
    const blocks = decodePayload(payload, batch.blockCount, deposits.length).map(
      ({ delta, transactions }, index) => ({
        blockNumber: batch.firstBlock + index,
        timestampDelta: delta.toString(),
        deposits: index === 0 ? deposits : [],
        transactions: transactions.map((raw) => describeInput(raw, chainId)),
      }),
    )
    const lines = blocks.flatMap((block) => [
      `block ${block.blockNumber}`,
      ...block.deposits.map(
        ({ queueIndex, transactionHash, from, to, value, isSystem }) =>
          `  deposit ${transactionHash}  queue ${queueIndex}  ${from} → ${to}  ${formatMt(BigInt(value))} MT${isSystem ? '  system' : ''}`,
      ),
      ...block.transactions.map((input) =>
        input.isValid
          ? `  type ${input.type} ${input.transactionHash}  nonce ${input.nonce}  ${input.from} → ${input.to ?? 'new contract'}  ${formatMt(BigInt(input.value))} MT  ${input.dataSize} bytes of data`
          : `  skipped ${input.bytesHash}  ${input.size} bytes: ${input.message}`,
      ),
    ])
    return {
      data: {
        chainId,
        ...fields,
        feeScalar: feeScalar.toString(),
        payloadSize: payload.length,
        blocks,
      },
      text: [
        formatFields([
          ['chainID', chainId],
          ['batch', `${batch.batchIndex}${batch.isForced ? ' (forced)' : ''}`],
          ['batch hash', batch.batchHash],
          ['blocks', `${batch.firstBlock} to ${batch.firstBlock + batch.blockCount - 1}`],
          ['origin', `L1 block ${batch.originNumber}`],
          ['payload', `${payload.length} bytes`],
          ['sequencer', batch.sequencer],
        ]),
        ...lines,
      ].join('\n'),
      next: [`mvm batch verify ${batch.batchIndex} --dac ${chainId}`],
    }
  },
})
