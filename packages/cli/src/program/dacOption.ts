import { readText } from '../argument/readText.ts'
import { settingTable } from '../configuration/settingTable.ts'
import { option } from './option.ts'

const { flag, description } = settingTable.dac

/** Which DAC; its value is a setting. */
export const dacOption = option.optional(flag, description, readText)
