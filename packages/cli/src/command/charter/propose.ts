import { contractInterface } from '@mvm/l1'
import { encodeTransaction, type Hex, predeploys, signTransaction, toHex } from '@mvm/protocol'
import { readText } from '../../argument/readText.ts'
import type { CharterChange } from '../../charter/charterChanges.ts'
import { compareWithFile } from '../../charter/compareWithFile.ts'
import { formatChanges } from '../../charter/formatChanges.ts'
import { openDac } from '../../dac/openDac.ts'
import { PreconditionError } from '../../error/PreconditionError.ts'
import { SigningKey } from '../../key/SigningKey.ts'
import { readRollupConfig } from '../../node/readRollupConfig.ts'
import { confirmSending } from '../../program/confirmSending.ts'
import { dacOption } from '../../program/dacOption.ts'
import { defineCommand } from '../../program/defineCommand.ts'
import { sendingOptions } from '../../program/sendingOptions.ts'
import { timeoutOption } from '../../program/timeoutOption.ts'
import { awaitTransaction } from '../../transaction/awaitTransaction.ts'
import { prepareTransaction } from '../../transaction/prepareTransaction.ts'

/** `mvm charter propose`: makes a charter file the charter in force, or prints the calls for who may do that. */
export const propose = defineCommand({
  noun: 'charter',
  verb: 'propose',
  summary: 'Makes a charter file the charter in force, or prints the calls for it',
  examples: [
    'charter propose charter.yaml --dac demo --dry-run',
    'charter propose charter.yaml --dac demo --account manager',
    'charter propose charter.yaml --dac demo --calldata',
  ],
  notes: [
    'Only the management contract changes a charter. If that is an account of yours, it signs; if it is a',
    'multisig or a governor, give it the calls that --calldata prints, in their order. Each raises the version',
    'and is in force from the next transaction.',
  ],
  arguments: {
    file: { name: '<file>', description: 'the charter in YAML; - is stdin', parse: readText },
  },
  options: { dac: dacOption, timeout: timeoutOption(120), ...sendingOptions },
  async handle(context, { arguments: { file }, options }) {
    const { progress, signal } = context
    const node = await openDac(context)
    const { before, version, changes } = await compareWithFile(node, file, signal)
    const calls = changes.map(toCall)
    const ours = changes.filter(({ by }) => by === before.managementContract)
    if (options.calldata) return { data: { calls }, text: JSON.stringify(calls, null, 2) }
    const listed = changes.map(({ sign, text, method }) => ({ sign, text, method }))
    if (changes.length === 0) {
      const text = `${file} is the charter in force (version ${version}): nothing to do`
      return { data: { version, changes: listed, transactions: [] }, text }
    }
    const { l1ChainId, l2ChainId } = await readRollupConfig(node, signal)
    const key = new SigningKey(context, l1ChainId)
    const from = await key.address()
    if (from !== before.managementContract) {
      throw new PreconditionError({
        code: 'NOT_MANAGEMENT_CONTRACT',
        problem: `${from} may not change this charter: its management contract is ${before.managementContract}`,
        remedy:
          'Sign with that account (--account), or give the calls of --calldata to that contract.',
      })
    }
    if (options.dryRun) {
      return {
        data: { isDryRun: true, version, from, changes: listed, calls },
        text: `nothing was sent; ${from} would make these changes to version ${version}:\n${formatChanges(changes)}`,
      }
    }
    const facts = [
      ['chainID', l2ChainId],
      ['from', from],
      ...changes.map(({ sign, text }) => [sign, text] as const),
    ] as const
    await confirmSending(context, { l1ChainId, action: 'change the charter', facts }, options.yes)
    const { privateKey } = await key.unlock()
    const transactions: string[] = []
    for (const [i, change] of ours.entries()) {
      const { data } = toCall(change)
      progress.step(`${change.method} (${i + 1} of ${ours.length})`)
      const request = { chainId: l2ChainId, from, to: predeploys.dacMaster, value: 0n, data }
      const unsigned = await prepareTransaction(
        node,
        { ...request, nonce: undefined, gasLimit: undefined },
        signal,
      )
      const signed = signTransaction(unsigned, privateKey)
      await node.request('eth_sendRawTransaction', [toHex(encodeTransaction(signed))], signal)
      await awaitTransaction(context, {
        ...{ node, hash: signed.hash, until: 'unsafe' },
        timeoutSeconds: options.timeout,
      })
      transactions.push(signed.hash)
    }
    for (const { by, text } of changes.slice(ours.length)) {
      context.warn(`${by} has the charter now and has to make one more change itself: ${text}`)
    }
    return {
      data: { version: version + ours.length, changes: listed, transactions },
      text: `version ${version + ours.length} is in force:\n${formatChanges(ours)}`,
      next: ['mvm charter show', 'mvm charter history'],
    }
  },
})

function toCall({ method, values }: CharterChange) {
  const data = contractInterface('MVM_DACMaster').encodeFunctionData(method, values) as Hex
  return { to: predeploys.dacMaster, data, value: '0' }
}
