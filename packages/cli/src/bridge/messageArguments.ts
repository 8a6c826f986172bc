import { readHash } from '../argument/readHash.ts'
import { readWhole } from '../argument/readWhole.ts'
import { dacOption } from '../program/dacOption.ts'
import { option } from '../program/option.ts'

/** How a command is told which message from L2 it is about. */
export const messageArguments = {
  transaction: {
    name: '<transaction>',
    description: 'hash of the L2 transaction that withdrew',
    parse: readHash,
  },
} as const

/** The options that go with {@link messageArguments}. */
export const messageOptions = {
  dac: dacOption,
  message: option.withDefault('--message <n>', 'which of its messages that carry MT', readWhole, 0),
} as const
