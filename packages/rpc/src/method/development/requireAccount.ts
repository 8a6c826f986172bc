import type { Address } from '@mvm/protocol'
import { InvalidInputError } from '../../error/InvalidInputError.ts'
import type { DevelopmentPort } from '../../port/DevelopmentPort.ts'

/** Throws `InvalidInputError` for an account that this node has no key of; its first words are geth's. */
export function requireAccount({ accounts }: DevelopmentPort, account: Address): void {
  if (accounts.includes(account)) return
  throw new InvalidInputError({
    problem: `unknown account: ${account} is none of eth_accounts, and there is no key to sign with; anvil_impersonateAccount lets it send`,
  })
}
