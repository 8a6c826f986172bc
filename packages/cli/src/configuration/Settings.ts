import type { SettingKey } from './settingTable.ts'

/** A value with the place that it comes from. */
export interface Setting {
  readonly value: string
  /** Such as `--l1-url`, `MVM_L1_URL`, `./mvm.toml` or `default`. */
  readonly source: string
  /** 0 for a flag, and more the weaker the place is. */
  readonly rank: number
}

/** The settings of one run, each from the strongest place that has it; absent where none has. */
export type Settings = Readonly<Partial<Record<SettingKey, Setting>>>
