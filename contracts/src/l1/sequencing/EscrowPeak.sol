// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @notice A DAC's MT escrow and its maximum of the day before, of which the Dynamic Bond Threshold is a part.
/// @dev A day is one of UTC, counted by L1 timestamps.
library EscrowPeak {
    using SafeCast for uint256;

    struct Peak {
        /// @dev As last recorded.
        uint112 escrow;
        /// @dev Day of the last recording.
        uint32 day;
        /// @dev Maximum of that day.
        uint112 dayPeak;
        /// @dev Maximum of the day before it.
        uint112 previousPeak;
    }

    /// @notice Notes the escrow as it is from now on.
    function record(Peak storage self, uint256 escrow) internal {
        uint256 today = block.timestamp / 1 days;
        uint256 previousPeak = previousDayPeak(self);
        uint256 dayPeak = self.day == today ? self.dayPeak : self.escrow;
        self.previousPeak = previousPeak.toUint112();
        self.dayPeak = Math.max(dayPeak, escrow).toUint112();
        self.escrow = escrow.toUint112();
        self.day = today.toUint32();
    }

    /// @notice The maximum of yesterday, whenever the last recording was.
    function previousDayPeak(Peak storage self) internal view returns (uint256) {
        uint256 today = block.timestamp / 1 days;
        if (self.day == today) return self.previousPeak;
        if (self.day + 1 == today) return self.dayPeak;
        // Nothing has moved it since.
        return self.escrow;
    }
}
