// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";

import {GovernanceParameters} from "./GovernanceParameters.sol";

/// @notice Holds back what MetisDAO has decided until everybody had notice of it, then lets anybody execute it.
/// @dev Only MetisDAO schedules, and it schedules nothing but tax rates: nobody has or can be given another
/// role, and the delay is for good.
contract MetisDAOTimelock is TimelockController {
    /// @notice Who schedules.
    address public immutable metisDAO;

    constructor(GovernanceParameters memory parameters, address metisDAO_)
        TimelockController(
            parameters.taxNoticeSeconds, _only(metisDAO_), _only(address(0)), address(0)
        )
    {
        metisDAO = metisDAO_;
    }

    function _only(address account) private pure returns (address[] memory list) {
        list = new address[](1);
        list[0] = account;
    }
}
