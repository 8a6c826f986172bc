import { readEndpoint, readSequencerStanding } from '@mvm/l1'
import { formatMt } from '@mvm/protocol'
import { resolveDac } from '../../dac/resolveDac.ts'
import { accountOf } from '../../key/accountOf.ts'
import { connectL1 } from '../../l1/connectL1.ts'
import { formatFields } from '../../output/formatFields.ts'
import { addressOption } from '../../program/addressOption.ts'
import { dacOption } from '../../program/dacOption.ts'
import { defineCommand } from '../../program/defineCommand.ts'
import { signingOptions } from '../../program/signingOptions.ts'

/** `mvm sequencer status`: how an account stands in the pool. */
export const status = defineCommand({
  noun: 'sequencer',
  verb: 'status',
  summary: "Shows a sequencer's stake, what of it counts for a DAC, and whether it may post",
  examples: [
    'sequencer status --dac demo',
    'sequencer status --dac demo --address 0x70997970C51812dc3A010C7d01b50e0d17dc79C8',
    'sequencer status --dac demo --json',
  ],
  arguments: {},
  options: { dac: dacOption, address: addressOption, ...signingOptions },
  async handle(context, { options }) {
    const l1 = await connectL1(context)
    const { chainId, slug } = await resolveDac(context, l1)
    const account = await accountOf(context, l1.chainId, options.address)
    const [standing, endpoint] = await Promise.all([
      readSequencerStanding(l1, chainId, account),
      readEndpoint(l1, account),
    ])
    const { stake, allocatedInAll, allocated, bond, threshold } = standing
    const { mayPost, isListed, currentEpoch } = standing
    const isAboveThreshold = allocated >= threshold
    return {
      data: {
        ...{ account, endpoint, stake: stake.toString() },
        ...{ allocatedInAll: allocatedInAll.toString(), chainId, slug },
        ...{ allocated: allocated.toString(), bond: bond.toString() },
        ...{ threshold: threshold.toString(), isAboveThreshold, isListed, mayPost, currentEpoch },
      },
      text: formatFields([
        ['account', account],
        ['endpoint', endpoint ?? 'none'],
        ['stake', `${formatMt(stake)} MT, of which ${formatMt(allocatedInAll)} reserved`],
        [`for "${slug}"`, `${formatMt(allocated)} MT, bond ${formatMt(bond)} MT`],
        ['threshold', `${formatMt(threshold)} MT${isAboveThreshold ? '' : ': not reached'}`],
        ['drawn from', isListed ? 'yes' : 'no'],
        ['may post now', mayPost ? 'yes' : 'no'],
        ['epoch', currentEpoch],
      ]),
      next: [`mvm sequencer schedule --dac ${slug}`],
    }
  },
})
