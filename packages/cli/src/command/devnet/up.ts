import { InvalidArgumentError } from 'commander'
import { oneOf } from '../../argument/oneOf.ts'
import { readText } from '../../argument/readText.ts'
import { readWhole } from '../../argument/readWhole.ts'
import { defineCommand } from '../../program/defineCommand.ts'
import { option } from '../../program/option.ts'

/** `mvm devnet up`: the same as `npm start`. */
export const up = defineCommand({
  noun: 'devnet',
  verb: 'up',
  summary:
    'Brings up an L1, the contracts, DACs, sequencers, a gateway, a follower and rangers, in the foreground',
  examples: [
    'devnet up',
    'devnet up --data ./devnet --dacs 2',
    'devnet up --json --port 0 --l1-port 0 > devnet.json',
  ],
  notes: [
    'The same as `npm start`; Ctrl-C ends everything. With --json the one line on stdout comes when all is ready:',
    '{l1, dacs, accounts, nodes}, and --l1-contracts takes a file with it. With --fault all sequencers are',
    'the same wrong machine; docs/faults.md says what each does, and the rangers dispute what comes of it.',
  ],
  arguments: {},
  options: {
    port: option.withDefault('--port <port>', "of the DACs' JSON-RPC, 0 for any", readPort, 8545),
    l1Port: option.withDefault(
      '--l1-port <port>',
      "of the L1's JSON-RPC, 0 for any",
      readPort,
      9545,
    ),
    data: option.optional(
      '--data <folder>',
      'keep everything there and continue from there',
      readText,
    ),
    dacs: option.withDefault('--dacs <n>', 'how many DACs to create', readAtLeastOne, 1),
    sequencers: option.withDefault('--sequencers <n>', 'how many take turns', readOneToThree, 3),
    rangers: option.withDefault(
      '--rangers <n>',
      'how many check what the sequencers claim',
      readUpToThree,
      1,
    ),
    duties: option.withDefault(
      '--duties <which>',
      'drawn or all: what the rangers check',
      oneOf(['drawn', 'all']),
      'all',
    ),
    fault: option.optional(
      '--fault <name>',
      'sequencers that execute wrongly; list: print the names',
      readText,
    ),
    faultFrom: option.withDefault(
      '--fault-from <block>',
      'the first block that they execute with the fault',
      readAtLeastOne,
      1,
    ),
    blockTime: option.withDefault('--block-time <seconds>', 'between L1 blocks', readAtLeastOne, 1),
    window: option.withDefault(
      '--window <seconds>',
      'in which a state batch can be disputed',
      readAtLeastOne,
      120,
    ),
  },
  async handle(context, { options }) {
    const { data, fault, ...counts } = options
    if (fault === 'list') {
      const { faultNames } = await import('@mvm/execution')
      return { data: { faults: faultNames }, text: faultNames.join('\n') }
    }
    // Loaded here: no other command needs a node.
    const { runDevnetCommand } = await import('@mvm/node')
    await runDevnetCommand({
      ...{ json: context.isJson, ...counts },
      ...(data === undefined ? {} : { data }),
      ...(fault === undefined ? {} : { fault }),
    })
    return null
  },
})

function readPort(text: string): number {
  const port = readWhole(text)
  if (port > 65_535) throw new InvalidArgumentError('A port is a number from 0 to 65535.')
  return port
}

function readAtLeastOne(text: string): number {
  const count = readWhole(text)
  if (count < 1) throw new InvalidArgumentError('At least 1.')
  return count
}

function readUpToThree(text: string): number {
  const count = readWhole(text)
  if (count > 3) throw new InvalidArgumentError('At most 3.')
  return count
}

function readOneToThree(text: string): number {
  return Math.min(readAtLeastOne(text), readUpToThree(text))
}
