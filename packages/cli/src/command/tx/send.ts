import { encodeTransaction, formatMt, type Hex, signTransaction, toHex } from '@mvm/protocol'
import { oneOf } from '../../argument/oneOf.ts'
import { readAddress } from '../../argument/readAddress.ts'
import { readAmount } from '../../argument/readAmount.ts'
import { readData } from '../../argument/readData.ts'
import { readWhole } from '../../argument/readWhole.ts'
import { openDac } from '../../dac/openDac.ts'
import { UsageError } from '../../error/UsageError.ts'
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
import { finalityLevels } from '../../transaction/finalityLevels.ts'
import { formatReceipt } from '../../transaction/formatReceipt.ts'
import { prepareTransaction } from '../../transaction/prepareTransaction.ts'

/** `mvm tx send`: signs a transaction here, sends it to a DAC and waits for it. */
export const send = defineCommand({
  noun: 'tx',
  verb: 'send',
  summary: 'Signs a transaction here, sends it to a DAC and waits for it',
  examples: [
    'tx send --dac demo --to 0x70997970C51812dc3A010C7d01b50e0d17dc79C8 --value 1.5mt',
    'tx send --dac demo --to 0x70997970C51812dc3A010C7d01b50e0d17dc79C8 --value 1gwei --until safe',
    'tx send --dac demo --data 0x600a600c600039600a6000f3602a60005260206000f3 --json',
  ],
  arguments: {},
  options: {
    dac: dacOption,
    to: option.optional(
      '--to <address>',
      'recipient; without it a contract is created',
      readAddress,
    ),
    value: option.withDefault(
      '--value <amount>',
      'wei, or with a unit: 1.5mt, 20gwei',
      readAmount,
      0n,
    ),
    data: option.withDefault('--data <hex>', 'calldata, or creation code', readData, '0x' as Hex),
    gasLimit: option.optional('--gas-limit <gas>', 'estimated by default', readWhole),
    nonce: option.optional('--nonce <n>', "the account's next by default", readWhole),
    until: option.withDefault(
      '--until <level>',
      finalityLevels.join(' | '),
      oneOf(finalityLevels),
      'unsafe',
    ),
    timeout: timeoutOption(120),
    ...sendingOptions,
  },
  async handle(context, { options }) {
    const { value, data, gasLimit, nonce, until } = options
    const { progress, settings, signal } = context
    const to = options.to ?? null
    if (to === null && data === '0x') {
      throw new UsageError({
        problem: 'there is neither a recipient nor the code of a contract',
        remedy: 'Give --to <address>, or --data <hex> to create a contract.',
      })
    }
    if (options.calldata) {
      if (to === null) {
        throw new UsageError({
          problem: 'a multisig calls contracts and cannot create one by itself',
          remedy: 'Let it call the deterministic-deployment proxy with --to and --data.',
        })
      }
      const call = { to, data, value: value.toString() }
      return { data: call, text: JSON.stringify(call) }
    }
    const node = await openDac(context)
    const { l1ChainId, l2ChainId } = await readRollupConfig(node, signal)
    const key = new SigningKey(context, l1ChainId)
    const from = await key.address()
    progress.step('preparing the transaction')
    const unsigned = await prepareTransaction(
      node,
      {
        ...{ chainId: l2ChainId, from, to, value, data, nonce },
        gasLimit: gasLimit === undefined ? undefined : BigInt(gasLimit),
      },
      signal,
    )
    const { tax } = (await node.request(
      'mvm_estimateTax',
      [{ from, ...(to === null ? {} : { to }), value: `0x${value.toString(16)}` }],
      signal,
    )) as { readonly tax: string }
    const facts: [string, string | number][] = [
      ['chainID', l2ChainId],
      ['from', from],
      ['to', to ?? 'a new contract'],
      ['value', `${formatMt(value)} MT`],
      ['tax', `${formatMt(BigInt(tax))} MT`],
      ['gas limit', unsigned.gasLimit.toString()],
      ['at most for gas', `${formatMt(unsigned.gasLimit * unsigned.maxFeePerGas)} MT`],
    ]
    if (options.dryRun) {
      return {
        data: {
          isDryRun: true,
          ...{ chainId: l2ChainId, from, to, data, nonce: Number(unsigned.nonce) },
          value: value.toString(),
          tax: BigInt(tax).toString(),
          gasLimit: unsigned.gasLimit.toString(),
          maxFeePerGas: unsigned.maxFeePerGas.toString(),
          maxPriorityFeePerGas: unsigned.maxPriorityFeePerGas.toString(),
        },
        text: formatFields([['dry run', 'nothing was sent'], ...facts]),
      }
    }
    await confirmSending(
      context,
      { l1ChainId, action: 'send this transaction', facts },
      options.yes,
    )
    const { privateKey } = await key.unlock()
    const signed = signTransaction(unsigned, privateKey)
    progress.step(`sending ${signed.hash}`)
    await node.request('eth_sendRawTransaction', [toHex(encodeTransaction(signed))], signal)
    const receipt = await awaitTransaction(context, {
      ...{ node, hash: signed.hash, until },
      timeoutSeconds: options.timeout,
    })
    return {
      data: receipt,
      text: formatReceipt(receipt),
      ...(until === 'unsafe'
        ? { next: [`mvm tx status ${signed.hash}${dacWords(settings.dac?.value)} --until safe`] }
        : {}),
    }
  },
})

function dacWords(dac: string | undefined): string {
  return dac === undefined ? '' : ` --dac ${dac}`
}
