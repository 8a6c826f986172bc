import { readAddress } from '../argument/readAddress.ts'
import { option } from './option.ts'

/** Whom a command asks about. */
export const addressOption = option.optional(
  '--address <address>',
  'whose; by default the account that signs',
  readAddress,
)
