import { permissionBits } from '@mvm/protocol'
import { InvalidArgumentError } from 'commander'
import { readAddress } from '../../argument/readAddress.ts'
import { openDac } from '../../dac/openDac.ts'
import { dacOption } from '../../program/dacOption.ts'
import { defineCommand } from '../../program/defineCommand.ts'
import { option } from '../../program/option.ts'

/** `mvm_checkPermission`'s answer. */
interface PermissionAnswer {
  readonly allowed: boolean
  readonly address: string
  readonly opcode: string
  readonly rule: string
  readonly charterVersion: string
}

/** `mvm charter check`: whether an account may do something, and by which rule of the charter. */
export const check = defineCommand({
  noun: 'charter',
  verb: 'check',
  summary: 'Says whether an account may do something, and by which rule',
  examples: [
    'charter check --dac demo --address 0x70997970C51812dc3A010C7d01b50e0d17dc79C8',
    'charter check --dac demo --address 0x70997970C51812dc3A010C7d01b50e0d17dc79C8 --opcode DEPLOY',
    'charter check --dac demo --address 0x70997970C51812dc3A010C7d01b50e0d17dc79C8 --opcode SSTORE --json',
  ],
  notes: ['Ends with 0 whatever the answer is.'],
  arguments: {},
  options: {
    dac: dacOption,
    address: option.required('--address <address>', 'who signs', readAddress),
    opcode: option.withDefault(
      '--opcode <name>',
      'a mnemonic such as SSTORE, or SUBMIT, READ, DEPLOY, IPFS_PUT, IPFS_GET',
      readPermission,
      'SUBMIT',
    ),
    to: option.optional('--to <address>', 'where the transaction goes', readAddress),
  },
  async handle(context, { options: { address, opcode, to } }) {
    const node = await openDac(context)
    const query = { from: address, opcode, ...(to === undefined ? {} : { to }) }
    const answer = (await node.request(
      'mvm_checkPermission',
      [query],
      context.signal,
    )) as unknown as PermissionAnswer
    const charterVersion = Number(answer.charterVersion)
    const word = answer.allowed ? 'allowed' : 'refused'
    const decided = answer.opcode === opcode ? opcode : `${opcode} (${answer.opcode})`
    return {
      data: { ...answer, charterVersion },
      text: `${word}: ${decided} by ${address} (rule: ${answer.rule}; charter version ${charterVersion})`,
    }
  },
})

function readPermission(text: string): string {
  const name = text.toUpperCase()
  if (permissionBits(name) !== undefined) return name
  if (/^0x[0-9a-fA-F]{1,2}$/.test(text)) return text
  throw new InvalidArgumentError(
    'Allowed: SUBMIT, READ, DEPLOY, IPFS_PUT, IPFS_GET, or the mnemonic of an opcode.',
  )
}
