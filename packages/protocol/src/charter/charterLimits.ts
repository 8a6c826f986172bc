import { maxTaxBrackets } from './charterSlots.ts'

/** What a charter has to keep to: the bounds of `contracts/src/charter/CharterRules.sol`. */
export const charterLimits = {
  /** Bytes of UTF-8 of the vision, and of the mission. */
  textLength: 1024,
  /** After DEPLOY has become two permissions. */
  permissions: 128,
  /** In all permissions together, after DEPLOY has become two. More can be added on L2. */
  addresses: 128,
  taxBrackets: maxTaxBrackets,
  /** Basis points. */
  taxRate: 1000,
  /** Thresholds are below this, in wei. */
  taxThreshold: 1n << 240n,
} as const
