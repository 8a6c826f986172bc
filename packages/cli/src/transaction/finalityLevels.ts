/** How final a block can be, the weakest first (spec 1). */
export const finalityLevels = ['unsafe', 'safe', 'finalized', 'withdrawable'] as const

export type FinalityLevel = (typeof finalityLevels)[number]
