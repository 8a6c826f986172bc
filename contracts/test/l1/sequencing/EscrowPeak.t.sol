// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {EscrowPeak} from "../../../src/l1/sequencing/EscrowPeak.sol";
import {Test} from "../../Test.sol";
import {ObviousPeak} from "./ObviousPeak.sol";

contract EscrowPeakTest is Test {
    using EscrowPeak for EscrowPeak.Peak;

    EscrowPeak.Peak private peak;

    /// @dev Recordings seconds to days apart, against the whole history.
    function testFuzz_previousDayPeak_isThatOfTheWholeHistory(uint256 random, uint8 count) public {
        ObviousPeak history = new ObviousPeak();
        vm.warp(1_800_000_000);
        for (uint256 i = 0; i < count % 48; i++) {
            random = uint256(keccak256(abi.encode(random)));
            uint256 longest = random % 5 == 0 ? 4 days : 9 hours;
            vm.warp(block.timestamp + (random >> 8) % longest);
            uint256 escrow = (random >> 64) % 2 ** 64;
            if (random % 7 == 0) escrow = 0;
            uint256 before = history.insured(block.timestamp);
            uint256 most = peak.previousDayPeak();
            vm.assertEq(most > peak.escrow ? most : peak.escrow, before);
            peak.record(escrow);
            history.record(block.timestamp, escrow);
            most = peak.previousDayPeak();
            vm.assertEq(most > escrow ? most : escrow, history.insured(block.timestamp));
        }
    }
}
