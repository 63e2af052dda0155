"""The dictionary form of every word of `terms`, written down so that no run has to look up two thousand.

Each is what `lexicon.base` says, and a test holds it to that; a word that is missing here is looked up.
"""

from __future__ import annotations

_BASES = """
    abandoned:abandon abduction accident accomplice accord accused:accuse acquire acquisition acquittal
    acquitted:acquit act action activist actor actress adherent administration adolescent adult
    advanced:advance advocate afraid aggression aghast agitator agreement airport alarm alarmed:alarm
    album aliens:alien allegiance ally aluminium aluminum ambassador ambush amended:amend amnesty anger
    angry annexed:annex annihilated:annihilate annoyance annoyed:annoy annual annually antibiotic
    anxiety anxious appalled:appal apparatchik appeal appealed:appeal appointed:appoint appointment
    apprehended:apprehend arbiter argument armistice army arrest arrested:arrest arrival arrogant arson
    asked:ask assassinated:assassinate assault asset assist asteroid astronaut astronomer atrocity
    attack attorney aunt author authorities:authority avalanche average axed:ax baby backer bacteria
    bacterium bail bailiff balked:balk ban bankruptcy bargain bargaining:bargain barley barracks:barrack
    battered:batter battle baulked:baulk bay bear beat begged:beg begun:begin benefit besieged:besiege
    bickering:bicker bicycle bid big bill biography biologist bishop black blackmail blasted:blast
    blizzard bloodbath blue blunder boastful boat bogus bomb bomber bond bonus boom borrow borrower boy
    boycott brawl bribery bridge broadside bronze brother brown brutal brutality budget bullet burden
    bureaucrat burglary burned:burn burnt:burn bus bushfire butchered:butcher buy bylaw cabinet calamity
    call campaign campaigner canal canceled:cancel cancelled:cancel cancer cannon capitulation
    capsized:capsize captain carbon careful carnage casualty cat cataclysm catastrophe cathedral
    cautious ceasefire census chancellor charge charged:charge chemist chicken chided:chide choked:choke
    church city civil civilian claimant clash cleared:clear client climb climbed:climb clobbered:clobber
    coach coal cocky cocoa coffee collapse collapsed:collapse college collided:collide colony colossal
    combat combatant comet communist competitor completed:complete composer compromise concern
    concerned:concern condemnation condemned:condemn conductor confidence confident
    confiscated:confiscate congressman congresswoman conscript conservative considerable conspiracy
    constitution contentious controversial convict convicted:convict conviction copper corn coroner
    cosmonaut cotton councillor councilor county coup court cousin cow cowardly crackdown crash
    crashed:crash creditor criminal crisis critic critical criticised:criticise criticism
    criticized:criticize crony crowd crucial cruel cruelty cruised:cruise crushed:crush culprit curb
    curbed:curb cure cured:cure customer cut cyclone dad daily damage damaged:damage daughter dead deal
    dean death debacle debt debtor decline declined:decline decrease decreased:decrease decree
    defeated:defeat defence defendant defender defense deferred:defer deficit delayed:delay demand
    demanded:demand demolished:demolish demonstration demonstrator demoted:demote demurred:demur
    denounced:denounce dentist departed:depart departure dependence dependency deployed:deploy
    deportation deported:deport deposed:depose depression deprived:deprive derailed:derail desert
    deserted:desert despot destitute destroyed:destroy destroyer destruction detained:detain detective
    detention devastated:devastate devastation diabetes diagnosed:diagnose dictator dictatorship
    died:die diesel difference difficulty dip dipped:dip director disadvantaged:disadvantage
    disagreement disaster disciplined discussions:discussion disease disgrace dishonest dismissal
    dismissed:dismiss disorder displeased displeasure dispute disputed:dispute district divestment
    dividend divisive divorced:divorce doctor dog dolphin donate downstream draconian drafted:draft
    dread drew:draw drive drone drop dropped:drop drought drowned:drown drug duck duty earnings
    earthquake eased:ease east eastern economical economist editor effort elected:elect election
    electricity electrocuted:electrocute elephant embassy employee employer enabler enacted:enact
    engaged:engage engineer enormous enraged entered:enter envoy epidemic error eruption espionage
    evacuated:evacuate event evicted:evict eviscerated:eviscerate executed:execute exile exit exodus
    exonerated:exonerate expatriate expelled:expel exploded:explode explosion export exposed:expose
    extortion extradited:extradite extradition extremist fabrication facilitator factory faith fall
    false falsehood fan fanatic far-left far-right fascist fatality father faulted:fault fear federation
    fee fell:fall ferry feud fiance fiancee fiasco fight fighter film final fine fined:fine
    finished:finish fired:fire firm firmness fled:flee flight flood flotation flow flu follower
    forced:force forest forfeited:forfeit forward foul fraud fraudulent freed:free friendly frigate
    frightened:frighten frugal functionary fungus furious fury gain gained:gain galaxy gang gas gasoline
    gathering:gather geologist gigantic girl goal goalkeeper goat gold government governor grab
    grabbed:grab graduate grandfather grandmother grant great green grenade grew:grow grilled:grill
    group growth guard gunman gutted:gut haggling:haggle halted:halt hammered:hammer handgun harbor
    harbour hardline harm harmed:harm harsh harshness head headteacher healed:heal hearing:hear
    helicopter henchman hesitant highway hill hired:hire historian historic hit hooligan horde horrified
    horrifying horse hospital hospitalised:hospitalise hospitalized:hospitalize hostage hotel hourly
    huge humiliated:humiliate hurricane hurt husband hydroelectric hydrogen hysteria illegals illness
    imam immigrant immigrants:immigrant immunised:immunise impeached:impeach implored:implore import
    important impoverished:impoverish imprisoned:imprison inaccuracy inaccurate incensed incident income
    incorrect increase increased:increase indicted:indict indictment infamous infant infected:infect
    infection inflation influenza influx informed:inform injured:injure injury inquest inquiry
    insolvency insurgent intermediary interrogated:interrogate interrupted:interrupt
    interviewed:interview intimidated:intimidate invaded:invade invaders:invader invasion investigation
    investigator investor invited:invite iron irritation island issue jail jailed:jail jet judge jump
    jumped:jump junta juror keeper kerosene key kidnapping:kidnap killed:kill killing:kill kindergarten
    king knife lackey lake lambasted:lambast landlord landslide lapse large lashed:lash launched:launch
    law lawsuit lawyer lead leader leadership leapt:leap lease lecturer left:leave left-wing lend lender
    levy liberal liberated:liberate lie lion lithium little livid loan lockout looted:loot lorry loss
    lost:lose lowered:lower loyalist loyalty lying:lie magistrate maimed maize major majority malaria
    manager maneuver mangled manoeuvre manslaughter march married:marry marxist massacre
    massacred:massacre massive mathematician matter maximum mayhem mayor mean measures:measure median
    mediator medicine meltdown memoir menaced:menace mercenary merger methane midfielder midwife migrant
    migrants:migrant militant military mine minimum minister minor minority minuscule miserly mishap
    misleading:mislead missile missing:miss mission misstatement mistake mistaken:mistake mob modest mom
    monarchy monk monthly moon moratorium mortar mosque mother motorbike motorcycle motorway mountain
    moved:move movie mum murder murdered:murder museum mutilated:mutilate mutiny needy negligible
    negotiation negotiations:negotiation negotiator nephew newcomers:newcomer nickel niece nightmare
    nitrogen nominated:nominate north northern nosedive nosedived:nosedive notorious novel novelist
    nuclear nun nurse nursery obliterated:obliterate observer occupied:occupy ocean offensive official
    oil onslaught opera operation opponent opposition orange ordered:order ousted:oust outbreak outrage
    outraged:outrage overcame:overcome overran:overrun oversight oxygen ozone pact painkiller pandemic
    panic panicked:panic paramedic parasite pardon pardoned:pardon parliament parole passed:pass
    paused:pause pay peace penalised:penalise penalized:penalize penalties:penalty penalty peninsula
    pension pensioner perished:perish perpetrator persecution petrified:petrify petrol petroleum
    pharmacist physician physicist pig pilot pistol plaintiff plan planet plant play pleaded:plead plot
    plummeted:plummet plundered:plunder plunge plunged:plunge plurality pneumonia poem poisoned:poison
    police policeman poll poor pope port postponed:postpone potato premier president pressed:press
    priest prince principal prison prisoner probation probe problem producer productivity professor
    profit progressive prohibition promoted:promote promotion proposal proposed:propose prosecution
    prosecutor protest protester proud province psychiatrist psychologist publisher pulled:pull pullout
    punished:punish pupil purchase purple push quake qualifier quarantined:quarantine quarrel
    quarter-final quarterfinal quarterly queen question questioned:question quit quizzed:quiz rabbi
    rabble radical rage raid railroad railway rally rampage ran:run rant rape ratified:ratify razed:raze
    reactionary rebel rebuffed:rebuff rebuke rebuked:rebuke recession recruited:recruit red
    redeployed:redeploy reduced:reduce redundancy reelected:reelect referee referendum refugee
    refused:refuse regime rejected:reject released:release reliance removed:remove rent repealed:repeal
    reprisals:reprisal reproach reproached:reproach republic request requested:request reservoir
    resignation resigned:resign restarted:restart restaurant restriction resumed:resume retired:retire
    retirement retreat retreated:retreat revenue reviewer reviled:revile revolver rice rifle right
    right-wing riot rioter ripped:rip rise rival river road robbed:rob robbery rocket rocketed:rocket
    romped:romp rose:rise rout routed:rout row ruin ruler rulers:ruler ruling:rule sacked:sack
    sacking:sack sailor salary sales:sale sanction sanctioned:sanction sanctions:sanction sank:sink
    satellite savage savaged:savage savagery save scheme school schoolchild scorned:scorn scrapped:scrap
    screenwriter sea secretary seized:seize sell sellout semi-final semifinal senator sentence
    sentenced:sentence separated:separate severance severe severity shareholder shark sheep shell
    sheriff ship shocked:shock shocking:shock shop shotgun siege significant silver singer sister
    sizable sizeable skewered:skewer skirmish skyrocketed:skyrocket slain slammed:slam slashed:slash
    slaughter slaughtered:slaughter slaying:slay slid:slide slide slight slip slipped:slip small
    smuggling:smuggle snatched:snatch snubbed:snub soared:soar solar soldier son song sought:seek south
    southern soya soybean spacecraft spokesman spokesperson spokeswoman spurned:spurn
    squabbling:squabble stadium star startled:startle startling starved:starve station statute steal
    steel stepfather stepmother stepped:step stingy stitch-up stole:steal stolen:steal stooge stoppage
    store stormed:storm strait strategy strict strike striker stroke strongman struggle student
    stunned:stun stunning:stun submarine subsidy suburb suffocated:suffocate sugar suicide supplier
    supporter surge surged:surge surgeon surprised:surprise surprising:surprise surrender survey suspect
    suspended:suspend suspension suspicion swarm swept:sweep sword sycophant symphony synagogue
    taken:take takeover talks:talk tank tariff tax tea teacher teenager telescope temple tenant
    terrified terror terrorist theater theatre theft therapy thrashed:thrash threatened:threaten thrifty
    throng thug tiger timid tiny tirade toddler told:tell toll took:take torched:torch tornado torpedo
    total tough toughness tourist town toxin traditional trafficking:traffic tragedy train tram
    transferred:transfer translator trashed:trash traumatised:traumatise traumatized:traumatize treason
    treatment treaty trial tried:try trimmed:trim triumphed:triumph troublemaker trounced:trounce truce
    truck trust tsunami tuberculosis tumble tumbled:tumble tunnel turkey turnover typhoon tyrant
    ultimatum uncle undergraduate uneasy unemployment unexpected unhappy university unrest untrue
    untruth upset upstream uranium urged:urge vaccinated:vaccinate vaccine valley van vandal vast
    verdict vessel vet veteran veterinarian vetoed:veto victim village virus vital volunteer wage
    walkout war warehouse warfare warned:warn wary wave weekly west western whale wheat white widow
    widowed wife wildfire wind withdrawal withdrew:withdraw witness wolf won:win worker worried:worry
    worry wound wounded wrangling:wrangle wrath wrecked:wreck wretched writer yearly yellow zinc
"""
"""A word alone is its own dictionary form; else the form follows a colon."""

BASES = {word: base or word for word, _, base in (entry.partition(":") for entry in _BASES.split())}
