// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Test} from "../../Test.sol";
import {DisputeHandler} from "./DisputeHandler.t.sol";

/// @notice What holds whatever rangers and challengers do.
contract DisputeInvariantTest is Test {
    DisputeHandler private handler;

    function setUp() public {
        handler = new DisputeHandler();
        targetContract(address(handler));
    }

    /// forge-config: default.invariant.runs = 16
    /// forge-config: default.invariant.depth = 80
    /// forge-config: default.invariant.fail-on-revert = true
    /// forge-config: deep.invariant.fail-on-revert = true
    function invariant_bondsAreWhereTheyBelongAndDisputedBatchesHoldStill() public {
        handler.checkDisputes();
        handler.checkStateBatches();
        handler.checkRangers();
        handler.checkDuties();
    }
}
