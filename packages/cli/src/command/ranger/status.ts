import { readRangerStanding, readRangerTerms } from '@mvm/l1'
import { formatMt } from '@mvm/protocol'
import { accountOf } from '../../key/accountOf.ts'
import { connectL1 } from '../../l1/connectL1.ts'
import { formatFields } from '../../output/formatFields.ts'
import { addressOption } from '../../program/addressOption.ts'
import { defineCommand } from '../../program/defineCommand.ts'
import { signingOptions } from '../../program/signingOptions.ts'

/** `mvm ranger status`: how an account stands among the rangers. */
export const status = defineCommand({
  noun: 'ranger',
  verb: 'status',
  summary: 'Shows whether an account is a ranger, its bond, and when that is free',
  examples: [
    'ranger status',
    'ranger status --address 0x70997970C51812dc3A010C7d01b50e0d17dc79C8',
    'ranger status --json',
  ],
  arguments: {},
  options: { address: addressOption, ...signingOptions },
  async handle(context, { options }) {
    const l1 = await connectL1(context)
    const account = await accountOf(context, l1.chainId, options.address)
    const [standing, terms] = await Promise.all([
      readRangerStanding(l1, account),
      readRangerTerms(l1),
    ])
    const { isMember, bond, left, memberCount } = standing
    const { segmentLength, unlockDelaySeconds, rangersChainId } = terms
    const unlocksAt = left === null || bond === 0n ? null : left.timestamp + unlockDelaySeconds
    return {
      data: {
        ...{ account, isMember, bond: bond.toString(), left, unlocksAt, memberCount },
        terms: { bond: terms.bond.toString(), segmentLength, unlockDelaySeconds, rangersChainId },
      },
      text: formatFields([
        ['account', account],
        ['ranger', isMember ? 'yes' : 'no'],
        ['bond', `${formatMt(bond)} MT (a ranger's is ${formatMt(terms.bond)} MT)`],
        [
          'bond free',
          unlocksAt === null
            ? undefined
            : `not before ${new Date(unlocksAt * 1000).toISOString()}, and not before its last duties are over`,
        ],
        ['rangers in all', memberCount],
      ]),
      next: isMember ? ['mvm ranger duties'] : ['mvm ranger join'],
    }
  },
})
