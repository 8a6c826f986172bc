import { encodeEnqueue, type L1Receipt } from '@mvm/l1'
import { formatMt, type Hex, MAX_TRANSACTION_GAS } from '@mvm/protocol'
import { readAddress } from '../../argument/readAddress.ts'
import { readAmount } from '../../argument/readAmount.ts'
import { readData } from '../../argument/readData.ts'
import { readHash } from '../../argument/readHash.ts'
import { readWhole } from '../../argument/readWhole.ts'
import { resolveDac } from '../../dac/resolveDac.ts'
import { PreconditionError } from '../../error/PreconditionError.ts'
import { UsageError } from '../../error/UsageError.ts'
import { awaitInclusion } from '../../forced/awaitInclusion.ts'
import type { ForcedElement } from '../../forced/ForcedElement.ts'
import { readForcedElement } from '../../forced/readForcedElement.ts'
import { readOutcome } from '../../forced/readOutcome.ts'
import { SigningKey } from '../../key/SigningKey.ts'
import { connectL1 } from '../../l1/connectL1.ts'
import { describeCall } from '../../l1/describeCall.ts'
import { estimateL1Gas } from '../../l1/estimateL1Gas.ts'
import type { L1Connection } from '../../l1/L1Connection.ts'
import { sendL1Call } from '../../l1/sendL1Call.ts'
import { formatFields } from '../../output/formatFields.ts'
import { confirmSending } from '../../program/confirmSending.ts'
import { dacOption } from '../../program/dacOption.ts'
import { defineCommand } from '../../program/defineCommand.ts'
import { option } from '../../program/option.ts'
import { sendingOptions } from '../../program/sendingOptions.ts'
import { timeoutOption } from '../../program/timeoutOption.ts'

/** On L2, for the usual transfer and for the usual call. */
const DEFAULT_GAS = { transfer: 100_000n, call: 1_000_000n }

/** `mvm tx force`: a transaction through L1, which no sequencer can refuse. */
export const force = defineCommand({
  noun: 'tx',
  verb: 'force',
  summary: 'Sends a transaction through L1, where no sequencer can refuse it',
  examples: [
    'tx force --dac demo --to 0x70997970C51812dc3A010C7d01b50e0d17dc79C8 --value 1mt --wait',
    'tx force --dac demo --to 0x70997970C51812dc3A010C7d01b50e0d17dc79C8 --data 0xd0e30db0 --gas-limit 200000',
    'tx force --dac demo --resume 0x5c504ed432cb51138bcf09aa5e8a410dd4a1e204ef84bfed1be16dfba1b22060 --wait',
  ],
  notes: [
    'Needs L1 only. With --wait it appends the transaction itself once nobody else has in time.',
  ],
  arguments: {},
  options: {
    dac: dacOption,
    to: option.optional('--to <address>', 'recipient on L2', readAddress),
    value: option.withDefault(
      '--value <amount>',
      'MT that you have on L2: wei, or 1.5mt',
      readAmount,
      0n,
    ),
    data: option.withDefault('--data <hex>', 'calldata', readData, '0x' as Hex),
    gasLimit: option.optional(
      '--gas-limit <gas>',
      'on L2; 100000, or 1000000 with data',
      readWhole,
    ),
    wait: option.flag('--wait', 'follow it until it is included'),
    resume: option.optional(
      '--resume <hash>',
      'follow what this L1 transaction enqueued',
      readHash,
    ),
    timeout: timeoutOption(7200),
    ...sendingOptions,
  },
  async handle(context, { options }) {
    const { signal } = context
    const l1 = await connectL1(context)
    const dac = await resolveDac(context, l1)
    const { chainId, slug } = dac
    const key = options.calldata ? null : new SigningKey(context, l1.chainId)

    let receipt: L1Receipt
    if (options.resume !== undefined) {
      receipt = await earlierReceipt(l1, options.resume)
    } else {
      const { to, value, data } = options
      if (to === undefined) {
        throw new UsageError({
          problem: 'no recipient is named; a transaction through L1 cannot create a contract',
          remedy: 'Give --to <address>.',
        })
      }
      const gasLimit = gasLimitOf(options.gasLimit, data)
      const call = {
        to: l1.contracts.canonicalTransactionChain,
        data: encodeEnqueue({ chainId, to, value, gasLimit, data }),
        value: 0n,
      }
      if (key === null) {
        context.warn('sent by a contract, the L2 sender is its alias (address + 0x1111…1111)')
        return { data: describeCall(call), text: JSON.stringify(describeCall(call)) }
      }
      const facts: [string, string | number][] = [
        ['DAC', `${slug} (chainID ${chainId})`],
        ['L1 chainID', l1.chainId],
        ['to', to],
        ['value', `${formatMt(value)} MT, from what the account has on L2`],
        ['L2 gas limit', gasLimit.toString()],
      ]
      if (options.dryRun) {
        const from = await key.address()
        const gas = await estimateL1Gas(l1.client, from, call, signal)
        return {
          data: { isDryRun: true, chainId, from, l1Gas: gas.toString(), call: describeCall(call) },
          text: formatFields([
            ['dry run', 'nothing was sent'],
            ['from', from],
            ...facts,
            ['L1 gas', gas.toString()],
          ]),
        }
      }
      const signer = await key.unlock()
      await confirmSending(
        context,
        {
          l1ChainId: l1.chainId,
          action: 'send this transaction through L1',
          facts: [['from', signer.address], ...facts],
        },
        options.yes,
      )
      const { client } = l1
      receipt = await sendL1Call(context, {
        ...{ client, chainId: l1.chainId, signer, call },
        what: `enqueueing for "${slug}"`,
      })
    }

    const forced = await readForcedElement(l1, chainId, receipt)
    if (forced === undefined) {
      throw new PreconditionError({
        code: 'TRANSACTION_UNKNOWN',
        problem: `L1 transaction ${receipt.transactionHash} enqueued nothing for chain ${chainId}`,
        remedy: 'Name the DAC that it was meant for with --dac.',
      })
    }
    const enqueued = describe(forced)
    const l1Hash = forced.l1TransactionHash
    if (!options.wait || key === null) {
      return {
        data: { ...enqueued, isIncluded: false },
        text: formatText(enqueued),
        next: [
          `mvm tx force --dac ${slug} --resume ${l1Hash} --wait`,
          `mvm tx status ${forced.transactionHash} --dac ${slug} --until safe`,
        ],
      }
    }
    const batch = await awaitInclusion(context, {
      ...{ l1, forced, signer: await key.unlock() },
      timeoutSeconds: options.timeout,
    })
    const { batchIndex, firstBlock, isForced, l1TransactionHash, sequencer } = batch
    const isSuccess = await readOutcome(context, slug, forced.transactionHash)
    return {
      data: {
        ...enqueued,
        isIncluded: true,
        isSuccess,
        blockNumber: firstBlock,
        batch: { batchIndex, isForced, l1TransactionHash, appendedBy: sequencer },
      },
      text: [
        formatText(enqueued),
        formatFields([
          ['included in block', firstBlock],
          ['by batch', `${batchIndex}${isForced ? ' (forced)' : ''}`],
          ['status', isSuccess === null ? 'not known: no node answers' : 'succeeded'],
        ]),
      ].join('\n'),
      next: [`mvm tx status ${forced.transactionHash} --dac ${slug}`],
    }
  },
})

function gasLimitOf(given: number | undefined, data: Hex): bigint {
  const size = BigInt(data.length / 2 - 1)
  const least = 21_000n + 40n * size
  const standard = data === '0x' ? DEFAULT_GAS.transfer : DEFAULT_GAS.call + 40n * size
  const gasLimit = given === undefined ? standard : BigInt(given)
  if (gasLimit >= least && gasLimit <= MAX_TRANSACTION_GAS) return gasLimit
  throw new UsageError({
    problem: `a gas limit of ${gasLimit} is not taken by the queue`,
    remedy: `Give --gas-limit from ${least} to ${MAX_TRANSACTION_GAS}.`,
  })
}

async function earlierReceipt({ client, signal }: L1Connection, hash: Hex): Promise<L1Receipt> {
  const [receipt] = await client.receipts([hash as L1Receipt['transactionHash']], { signal })
  if (receipt) return receipt
  throw new PreconditionError({
    code: 'TRANSACTION_UNKNOWN',
    problem: `L1 has no transaction ${hash} in a block`,
    remedy: 'Check the hash and --l1-url; a transaction that was dropped can be sent again.',
  })
}

function describe({
  element,
  transactionHash,
  l1TransactionHash,
  forcibleFromL1Block,
}: ForcedElement) {
  const { chainId, queueIndex, from, to, value, gasLimit, l1BlockNumber } = element
  return {
    ...{ chainId, queueIndex, transactionHash, l1TransactionHash, l1BlockNumber },
    ...{ forcibleFromL1Block, from, to, value: value.toString(), gasLimit: gasLimit.toString() },
  }
}

function formatText(enqueued: ReturnType<typeof describe>): string {
  return formatFields([
    ['transaction', enqueued.transactionHash],
    ['queue element', enqueued.queueIndex],
    ['L1 transaction', enqueued.l1TransactionHash],
    ['from', enqueued.from],
    ['anybody may append it', `from L1 block ${enqueued.forcibleFromL1Block}`],
  ])
}
