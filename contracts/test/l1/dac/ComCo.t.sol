// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

import {Charter} from "../../../src/charter/Charter.sol";
import {CharterRules} from "../../../src/charter/CharterRules.sol";
import {ComCo} from "../../../src/l1/dac/ComCo.sol";
import {IComCo} from "../../../src/l1/dac/interfaces/IComCo.sol";
import {IDACManager} from "../../../src/l1/dac/interfaces/IDACManager.sol";
import {Profile} from "../../../src/l1/dac/Profile.sol";
import {Parameters} from "../../../src/l1/Parameters.sol";
import {
    ICanonicalTransactionChain as ICTC
} from "../../../src/l1/rollup/interfaces/ICanonicalTransactionChain.sol";
import {L2Predeploys} from "../../../src/l1/rollup/L2Predeploys.sol";
import {IMVM_DACMaster} from "../../../src/l2/interfaces/IMVM_DACMaster.sol";
import {L1Test} from "../L1Test.sol";

contract ComCoTest is L1Test {
    function setUp() public {
        deploy();
    }

    function test_constructor_createsTheRangersDACWithoutBurning() public view {
        IDACManager.DAC memory rangers = dacManager.dac(rangersChainId);
        vm.assertEq(rangers.slug, "mvm-rangers");
        vm.assertEq(rangers.creator, address(this));
        vm.assertEq(uint256(rangers.profile), uint256(Profile.Dev));
        vm.assertEq(dacManager.chainIdOf("mvm-rangers"), rangersChainId);
        vm.assertEq(ctc.chainTip(rangersChainId).queueLength, 1);
        // One DAC after it, which paid.
        vm.assertEq(metisToken.totalSupply(), SUPPLY - 10 * MT);
    }

    function test_createDAC_registersOpensBothChainsAndSendsTheCharter() public {
        Charter memory given = charter();
        bytes32 charterHash = keccak256(abi.encode(given));
        uint256 expectedId = _chainIdOf(2);
        bytes memory data = abi.encodeCall(IMVM_DACMaster.initialize, (given));
        bytes32 elementHash = keccak256(
            abi.encode(
                expectedId,
                0,
                0x4200000000000000000000000000000000000f01,
                0x4200000000000000000000000000000000000f01,
                L2Predeploys.MVM_DAC_MASTER,
                0,
                0,
                2 ** 24,
                true,
                keccak256(data)
            )
        );
        vm.expectEmit(address(ctc));
        emit ICTC.TransactionEnqueued(
            expectedId,
            0,
            0x4200000000000000000000000000000000000f01,
            0x4200000000000000000000000000000000000f01,
            L2Predeploys.MVM_DAC_MASTER,
            0,
            0,
            2 ** 24,
            true,
            data,
            keccak256(abi.encode(bytes32(0), elementHash))
        );
        vm.expectEmit(address(comCo));
        emit IComCo.DACCreated(expectedId, address(this), "second", Profile.Strict, charterHash);
        uint256 id = comCo.createDAC("second", given, Profile.Strict);

        vm.assertEq(id, expectedId);
        vm.assertEq(dacManager.dac(id).charterHash, charterHash);
        vm.assertEq(dacManager.dacCount(), 3);
        vm.assertEq(dacManager.chainIdAt(2), id);
        vm.assertEq(scc.stateTip(id).window, 7 days);
        vm.assertEq(metisToken.totalSupply(), SUPPLY - 20 * MT);
    }

    function test_createDAC_revertsWithoutTheBurn() public {
        vm.prank(stranger);
        vm.expectRevert(
            abi.encodeWithSelector(
                IERC20Errors.ERC20InsufficientAllowance.selector, address(comCo), 0, 10 * MT
            )
        );
        comCo.createDAC("second", charter(), Profile.Strict);
    }

    function test_createDAC_revertsOnACharterThatBlock1CouldNotSet() public {
        Charter memory given = charter();
        given.managementContract = address(0);
        vm.expectRevert(CharterRules.NoManagementContract.selector);
        comCo.createDAC("second", given, Profile.Strict);
    }

    function test_createDAC_revertsOnATakenSlug() public {
        vm.expectRevert(abi.encodeWithSelector(IDACManager.SlugTaken.selector, "acme", chainId));
        comCo.createDAC("acme", charter(), Profile.Strict);
    }

    function test_createDAC_hashesAgainWhenAChainIdIsTaken() public {
        uint256 first = _chainIdOf(2);
        // Another deployment's luck: pretend that the number is taken.
        vm.prank(address(comCo));
        dacManager.register(first, stranger, "taken", Profile.Strict, bytes32(0));
        uint256 id = comCo.createDAC("second", charter(), Profile.Strict);
        vm.assertNotEq(id, first);
        vm.assertTrue(dacManager.exists(id));
    }

    function testFuzz_createDAC_staysInTheRangeThatWalletsTake(uint64 l1ChainId) public {
        vm.assume(l1ChainId != 0);
        vm.chainId(l1ChainId);
        uint256 id = comCo.createDAC("second", charter(), Profile.Strict);
        vm.assertGe(id, 2 ** 32);
        vm.assertLt(id, 4503599627370476);
        vm.assertEq(id, _chainIdOf(2));
    }

    function test_constructor_refusesProfileDevOnAPublicL1() public {
        uint256[4] memory publicL1s = [uint256(1), 11155111, 560048, 17000];
        for (uint256 i = 0; i < 4; i++) {
            vm.chainId(publicL1s[i]);
            vm.expectRevert(IComCo.DevProfileRefused.selector);
            new ComCo(
                parameters(),
                metisToken,
                dacManager,
                ctc,
                scc,
                address(rangerPool),
                address(timelock)
            );
        }
    }

    function test_gas_createDAC() public {
        Charter memory given = charter();
        vm.startSnapshotGas("ComCo", "createDAC, small charter");
        comCo.createDAC("second", given, Profile.Strict);
        vm.stopSnapshotGas();
    }

    function _chainIdOf(uint256 index) private view returns (uint256) {
        uint256 hash = uint256(keccak256(abi.encode(block.chainid, address(comCo), index)));
        return 2 ** 32 + hash % (4503599627370476 - 2 ** 32);
    }
}

/// @notice A deployment as on a public L1.
contract StrictComCoTest is L1Test {
    function parameters() internal pure override returns (Parameters memory p) {
        p = super.parameters();
        p.devWindowSeconds = 0;
    }

    function test_createDAC_refusesProfileDev() public {
        // `deploy` creates a DAC of profile dev after all contracts.
        vm.expectRevert(IComCo.DevProfileRefused.selector);
        this.deployAll();
    }

    function deployAll() external {
        deploy();
    }
}
