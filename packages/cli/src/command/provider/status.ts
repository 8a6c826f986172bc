import { readProducerStanding } from '@mvm/l1'
import { formatMt } from '@mvm/protocol'
import { accountOf } from '../../key/accountOf.ts'
import { connectL1 } from '../../l1/connectL1.ts'
import { formatFields } from '../../output/formatFields.ts'
import { addressOption } from '../../program/addressOption.ts'
import { defineCommand } from '../../program/defineCommand.ts'
import { signingOptions } from '../../program/signingOptions.ts'
import { readAssignments } from '../../provider/readAssignments.ts'

/** `mvm provider status`: how an account stands among the producers, and what it is assigned. */
export const status = defineCommand({
  noun: 'provider',
  verb: 'status',
  summary: 'Shows whether an account is a producer, its bond, and for which DACs it seals',
  examples: [
    'provider status',
    'provider status --address 0x70997970C51812dc3A010C7d01b50e0d17dc79C8',
    'provider status --json',
  ],
  notes: ['Nobody knows the assignments of an epoch before its seed is out.'],
  arguments: {},
  options: { address: addressOption, ...signingOptions },
  async handle(context, { options }) {
    const l1 = await connectL1(context)
    const account = await accountOf(context, l1.chainId, options.address)
    const standing = await readProducerStanding(l1, account)
    const { isSignedUp, bond, left, currentEpoch, producerCount, unlockDelaySeconds } = standing
    const assignments = bond === 0n ? [] : await readAssignments(l1, account, currentEpoch)
    const unlocksAt = left === null ? null : left.timestamp + unlockDelaySeconds
    const dacsOf = (epoch: number) =>
      assignments
        .filter((assignment) => assignment.epoch === epoch)
        .map(({ slug }) => slug)
        .join(' ') || 'none'
    return {
      data: {
        ...{ account, isSignedUp, bond: bond.toString(), left, unlocksAt, currentEpoch },
        ...{ producerCount, assignments: assignments.map((assignment) => ({ ...assignment })) },
      },
      text: formatFields([
        ['account', account],
        ['producer', isSignedUp ? 'yes' : 'no'],
        ['bond', `${formatMt(bond)} MT (a producer's is ${formatMt(standing.requiredBond)} MT)`],
        [
          'bond free',
          unlocksAt === null || left === null
            ? undefined
            : `after ${new Date(unlocksAt * 1000).toISOString()}, from epoch ${left.epoch + 2} on`,
        ],
        [`epoch ${currentEpoch}, now`, dacsOf(currentEpoch)],
        [`epoch ${currentEpoch + 1}`, dacsOf(currentEpoch + 1)],
        ['producers drawn from', producerCount],
      ]),
      next: isSignedUp ? [] : [`mvm provider ${bond > 0n ? 'withdraw' : 'register'}`],
    }
  },
})
