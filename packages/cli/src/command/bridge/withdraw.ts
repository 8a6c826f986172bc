import { encodeContractCall } from '@mvm/l1'
import {
  decodeMessagePassed,
  encodeTransaction,
  formatMt,
  type Log,
  predeploys,
  signTransaction,
  toHex,
} from '@mvm/protocol'
import { readAddress } from '../../argument/readAddress.ts'
import { readAmount } from '../../argument/readAmount.ts'
import { openDac } from '../../dac/openDac.ts'
import { SigningKey } from '../../key/SigningKey.ts'
import { readRollupConfig } from '../../node/readRollupConfig.ts'
import { formatFields } from '../../output/formatFields.ts'
import { confirmSending } from '../../program/confirmSending.ts'
import { dacOption } from '../../program/dacOption.ts'
import { defineCommand } from '../../program/defineCommand.ts'
import { option } from '../../program/option.ts'
import { sendingOptions } from '../../program/sendingOptions.ts'
import { timeoutOption } from '../../program/timeoutOption.ts'
import { awaitTransaction } from '../../transaction/awaitTransaction.ts'
import { prepareTransaction } from '../../transaction/prepareTransaction.ts'

/** `mvm bridge withdraw`: the first of three steps that bring MT back to L1. */
export const withdraw = defineCommand({
  noun: 'bridge',
  verb: 'withdraw',
  summary: 'Begins a withdrawal of MT from a DAC to L1',
  examples: [
    'bridge withdraw --dac demo --amount 2mt',
    'bridge withdraw --dac demo --amount 2mt --to 0x70997970C51812dc3A010C7d01b50e0d17dc79C8',
    'bridge withdraw --dac demo --amount 2mt --dry-run',
  ],
  notes: [
    'It is not taxed. Then: mvm bridge prove, and after the window mvm bridge finalize.',
    'If the DAC or its sequencer lets you not: mvm tx force --to 0x4200000000000000000000000000000000000010 --value <amount>',
  ],
  arguments: {},
  options: {
    dac: dacOption,
    amount: option.required('--amount <amount>', 'wei, or with a unit: 1.5mt', readAmount),
    to: option.optional('--to <address>', 'recipient on L1; the sender by default', readAddress),
    timeout: timeoutOption(120),
    ...sendingOptions,
  },
  async handle(context, { options }) {
    const { amount: value } = options
    const { progress, settings, signal } = context
    const node = await openDac(context)
    const { l1ChainId, l2ChainId: chainId } = await readRollupConfig(node, signal)
    const key = new SigningKey(context, l1ChainId)
    const from = await key.address()
    const recipient = options.to ?? from
    const to = predeploys.l2StandardBridge
    const data = encodeContractCall('L2StandardBridge', 'withdrawMT', [recipient])
    if (options.calldata) {
      const call = { to, data, value: value.toString() }
      return { data: call, text: JSON.stringify(call) }
    }
    progress.step('preparing the transaction')
    const request = { chainId, from, to, value, data, nonce: undefined, gasLimit: undefined }
    const unsigned = await prepareTransaction(node, request, signal)
    const facts: [string, string | number][] = [
      ['chainID', chainId],
      ['from', from],
      ['to (on L1)', recipient],
      ['amount', `${formatMt(value)} MT`],
      ['at most for gas', `${formatMt(unsigned.gasLimit * unsigned.maxFeePerGas)} MT`],
    ]
    if (options.dryRun) {
      return {
        data: {
          isDryRun: true,
          ...{ chainId, from, to: recipient, amount: value.toString() },
          gasLimit: unsigned.gasLimit.toString(),
        },
        text: formatFields([['dry run', 'nothing was sent'], ...facts]),
      }
    }
    const action = `withdraw ${formatMt(value)} MT to L1`
    await confirmSending(context, { l1ChainId, action, facts }, options.yes)
    const { privateKey } = await key.unlock()
    const signed = signTransaction(unsigned, privateKey)
    progress.step(`sending ${signed.hash}`)
    await node.request('eth_sendRawTransaction', [toHex(encodeTransaction(signed))], signal)
    const { transactionHash, blockNumber } = await awaitTransaction(context, {
      ...{ node, hash: signed.hash, until: 'unsafe' },
      timeoutSeconds: options.timeout,
    })
    const receipt = (await node.request('eth_getTransactionReceipt', [signed.hash], signal)) as {
      readonly logs: unknown
    } | null
    const logs = (receipt?.logs ?? []) as readonly Log[]
    const [passed] = logs.flatMap((log) => decodeMessagePassed(log) ?? [])
    const dac = settings.dac === undefined ? '' : ` --dac ${settings.dac.value}`
    return {
      data: {
        ...{ transactionHash, blockNumber, from, to: recipient, amount: value.toString() },
        withdrawalHash: passed?.hash ?? null,
      },
      text: formatFields([
        ['transaction', transactionHash],
        ['block', blockNumber],
        ['withdrawal', passed?.hash],
      ]),
      next: [`mvm bridge prove ${transactionHash}${dac}`],
    }
  },
})
