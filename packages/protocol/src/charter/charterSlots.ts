/** Storage slots of `MVM_DACMaster` that consensus reads (spec 2.3). */
export const charterSlots = {
  /** Bits that are allow-listed. */
  restricted: 0,
  /** `mapping(address → uint256)`: see {@link permissionSlot}. */
  allowed: 1,
  /** `mapping(address → uint256)`: see {@link permissionSlot}. */
  denied: 2,
  /** First of the eight slots with one tax bracket each: see {@link decodeTaxBrackets}. */
  firstTaxBracket: 3,
  treasury: 11,
  managementContract: 12,
  version: 13,
} as const

/** How many tax brackets the storage has room for. */
export const maxTaxBrackets = 8
