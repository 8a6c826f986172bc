import { InvalidInputError } from '../../error/InvalidInputError.ts'
import { NotSupportedError } from '../../error/NotSupportedError.ts'
import { readAddress } from '../../parameter/readAddress.ts'
import { readQuantity } from '../../parameter/readQuantity.ts'
import { required } from '../../parameter/required.ts'
import { defineDevelopmentMethod } from './defineDevelopmentMethod.ts'
import { untilIncluded } from './untilIncluded.ts'

/** Brings an account to a balance by a deposit from L1; to less than it has it cannot. */
export const setBalance = (namespace: 'anvil' | 'hardhat') =>
  defineDevelopmentMethod({
    name: `${namespace}_setBalance`,
    parameters: [required('address', readAddress), required('balance', readQuantity)],
    handle: async (context, account, wanted) => {
      const { ports, signal } = context
      const { chain, state, development } = ports
      const has = await state.balance(chain.head('unsafe'), account)
      if (wanted < has) {
        throw new NotSupportedError({
          what: `${account} has ${has} wei, and MT cannot be taken out of an account`,
          remedy: 'impersonate it and send the difference away',
        })
      }
      if (wanted === has) return null
      const hash = await development.deposit(account, wanted - has, signal)
      await untilIncluded(context, hash)
      const deposit = chain.transactionReceipt(hash)
      if (deposit?.receipt.status === 0) {
        throw new InvalidInputError({ problem: `${account} did not take what was deposited` })
      }
      return null
    },
  })
