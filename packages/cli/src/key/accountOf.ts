import type { Address } from '@mvm/protocol'
import type { CommandContext } from '../program/CommandContext.ts'
import { SigningKey } from './SigningKey.ts'

/** The account that a command asks about: the one it names, by default the one that would sign. */
export async function accountOf(
  context: CommandContext,
  l1ChainId: number,
  address: Address | undefined,
): Promise<Address> {
  return address ?? (await new SigningKey(context, l1ChainId).address())
}
